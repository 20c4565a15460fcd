"""What came in, what goes out, and what a person is in the middle of."""
