"""How anything reaches people: in their language, at each address, into the outbox."""
