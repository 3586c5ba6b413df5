"""The pages for readers; no JavaScript, no cookie, the whole state in the address."""
