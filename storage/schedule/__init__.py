"""What the clock has to do, what it has sent, and which plans pause."""
