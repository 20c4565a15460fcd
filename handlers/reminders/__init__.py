"""What a unit is reminded of: whom, when, in which words."""
