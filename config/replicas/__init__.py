"""Reading from streaming replicas; docs/adr/0013-replicas.md says what is promised."""
