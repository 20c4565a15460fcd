"""How people here write a whole result in one line or sentence."""
