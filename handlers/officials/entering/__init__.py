"""The conversation in which an entry is made."""
