"""What the clock has to do, and what it has said."""
