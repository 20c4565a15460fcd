"""Backups: one file that holds the house as of one moment, and the house out of such a file."""
