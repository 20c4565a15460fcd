"""What units have entered."""
