"""What came in or was blocked, what goes out and what its buttons say, long work, and open conversations."""
