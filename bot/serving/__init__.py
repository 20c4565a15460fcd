"""One message in: whose it is and what it means, served in one turn."""
