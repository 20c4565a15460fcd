"""How people here write: days, numbers and what they count, and whole lines of them."""
