"""What a person can do, and what the clock does; a folder for each kind of reader."""
