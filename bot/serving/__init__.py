"""One message in, served in one turn."""
