"""The conversation in which an entry is made, changed or taken back."""
