"""Figures of the whole process, each with its ratio against a peer in the same run."""
