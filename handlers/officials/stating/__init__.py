"""What an official says of what the unit owes: a report, an answer, a day, that nothing arises, more time."""
