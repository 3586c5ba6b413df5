"""The read-only API: what all of it shares, and its places."""
