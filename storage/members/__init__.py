"""Who is here, and how they came."""
