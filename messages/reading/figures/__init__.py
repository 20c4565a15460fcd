"""How people here write what they count, with its numbers."""
