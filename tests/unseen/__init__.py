"""Phrases that no grammar was written for: two halves, one to look at, one to keep aside."""
