"""A plan is played beforehand: everything that would be sent, to whom, when and why."""
