"""Seeing that the bot lives: what it says of itself, whether its channels answer, what the doctor looks at here."""
