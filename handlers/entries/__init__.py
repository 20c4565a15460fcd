"""What an entry says, who may see it, and how its figures add up."""
