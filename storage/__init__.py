"""Everything that is kept: every line of SQL, every transaction."""
