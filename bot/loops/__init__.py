"""The loops of the running bot: inbox, outbox, evidence, long work, clock."""
