"""Everything that can be said in either direction: words, questions, how people write, the guard, pictures."""
