"""The same seven steps, written the usual way with other libraries, each a small program."""
