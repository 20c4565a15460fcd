"""Figures closed as of an instant, and what came after."""
