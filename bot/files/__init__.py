"""Files that people send: what they are, what they say, what may be kept of them, and where."""
