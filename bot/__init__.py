"""The running machine: settings, command line, channels, conversations, receiving, sending."""
