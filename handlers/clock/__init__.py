"""What the clock does: jobs, called with `now`."""
