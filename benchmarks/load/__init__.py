"""Marz under the load of many readers, some researchers and an analyst, for minutes on end."""
