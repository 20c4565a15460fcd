"""What is owed, what was said and decided of it, and what was closed."""
