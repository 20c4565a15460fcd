"""What a unit brings before the office: a difficulty or an inquiry, as one thread that both sides see."""
