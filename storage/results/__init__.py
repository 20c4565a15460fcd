"""What units have entered: entries in every version, figures, evidence, and how many there are."""
