"""A local Bot API server and a page with a chat for each person."""
