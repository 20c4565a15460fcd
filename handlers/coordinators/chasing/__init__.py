"""The chase board: who owes a real deadline, what was tried, and what the office does about it next."""
