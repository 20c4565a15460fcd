"""What came in, what goes out, what takes long, and what a person is in the middle of."""
