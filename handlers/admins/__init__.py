"""What the admin can do: codes, people."""
