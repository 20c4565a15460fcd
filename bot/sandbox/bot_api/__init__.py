"""The methods of a Bot API server, and what they refuse."""
