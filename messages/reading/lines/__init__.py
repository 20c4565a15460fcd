"""A line or a sentence taken apart."""
