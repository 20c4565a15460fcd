"""What an official writes in one go, taken apart."""
