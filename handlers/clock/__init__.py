"""What the clock does: a job for each kind of occasion, called with `now`."""
