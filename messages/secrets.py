"""The guard: does a text bear a mark of state secrecy? Pure; nothing is kept here."""
