"""The progress picture, drawn from plain values."""
