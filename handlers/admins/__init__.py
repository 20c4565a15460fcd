"""What an admin can do: codes, people, pauses, group chats."""
