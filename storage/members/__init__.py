"""Who is here, how they came, who stands in for whom, and what they wish."""
