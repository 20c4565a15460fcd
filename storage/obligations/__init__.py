"""What is owed, and what was said and decided of it."""
