"""What is made to be looked at or printed: pictures and documents, from plain values."""
