"""What the office enters in a unit's place, from what came on paper."""
