"""What was sent is changed: amended, added to, withdrawn."""
