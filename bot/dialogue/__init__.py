"""One person's conversation, carried on by one message."""
