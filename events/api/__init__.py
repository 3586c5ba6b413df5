"""The read-only API of the evidence and of the state that follows from it."""
