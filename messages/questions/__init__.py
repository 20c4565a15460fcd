"""What a conversation can ask: each question can hear an answer and give its value."""
