"""The formats of the API's answers beyond JSON."""
