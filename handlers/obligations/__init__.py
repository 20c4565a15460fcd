"""What units owe: the plan joined with what is kept."""
