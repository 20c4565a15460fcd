"""How anything reaches people: in their language, at one address, into the outbox."""
