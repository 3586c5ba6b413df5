"""The record as something to subscribe to: Atom of what was logged, calendars of what changed hands."""
