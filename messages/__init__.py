"""Everything that can be said in either direction: questions, prompts, words, documents."""
