"""How people here write numbers and what they count."""
