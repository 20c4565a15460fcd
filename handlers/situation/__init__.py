"""How a plan stands, read at once and told to the office."""
