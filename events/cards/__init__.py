"""Pictures of the map of a day, drawn on the server, for those who share a page."""
