"""How often the API may be asked, and the keys that let somebody ask more often."""
