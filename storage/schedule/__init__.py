"""What the clock has to do, what it has said, and to which group chats."""
