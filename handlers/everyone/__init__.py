"""What anybody may do whatever the role, and how one becomes somebody here."""
