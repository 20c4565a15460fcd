"""The running machine: command line, settings, clock, channels, conversations, loops; rehearsal and sandbox."""
