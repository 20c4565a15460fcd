"""Questions about a call: what was agreed on, and the number that was called."""
