"""Letters of the office to units, as drafts to be signed: what they owe is asked for, or more of what they sent."""
