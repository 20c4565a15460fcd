"""What the office decides of what came in: taken in, more wanted, set aside, noted; one activity or two."""
