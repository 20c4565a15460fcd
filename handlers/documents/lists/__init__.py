"""Lists of results: every piece of evidence, and every result for other programs."""
