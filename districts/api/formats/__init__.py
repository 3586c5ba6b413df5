"""The formats of the API's answers beyond JSON; a table has the columns that a serializer declares."""
