"""The map and the card of a district for other people's pages."""
