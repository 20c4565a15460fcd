"""What an official of a unit can do in the chat."""
