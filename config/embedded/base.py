"""Django's PostgreSQL backend on a server that runs only while it is used."""

from pathlib import Path
from typing import NamedTuple

import psycopg
from django.db import DEFAULT_DB_ALIAS, OperationalError
from django.db.backends.postgresql import base

from config.embedded import server


class Started(NamedTuple):
    """What a pool makes its connections with: each is made to a server that runs, at its present address."""

    folder: Path
    durable: bool

    def connect(self, conninfo: str = "", **params) -> psycopg.Connection:
        """Return a new connection; raises psycopg.OperationalError."""
        try:
            return psycopg.Connection.connect(conninfo, **params | self.address())
        except server.StartError as error:
            raise psycopg.OperationalError(str(error)) from error

    def address(self) -> dict:
        """Return where the server is, started if it was not; raises StartError."""
        return server.ensure(self.folder, durable=self.durable)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded PostgreSQL, which starts at the first one and never on import."""

    _addresses = {}

    def __init__(self, settings_dict, alias=DEFAULT_DB_ALIAS):
        super().__init__(settings_dict, alias)
        if pool := settings_dict.get("OPTIONS", {}).get("pool"):
            pool["connection_class"] = self._started()

    def get_connection_params(self):
        # A pool sees to it itself whenever it makes a connection; there, Django asks whenever it uses one.
        if self.alias not in self._connection_pools:
            try:
                # Why it does not start is told at once; a pool would try until its time is up.
                self._addresses[self.alias] = self._started().address()
            except server.StartError as error:
                raise OperationalError(str(error)) from error
        return super().get_connection_params() | self._addresses[self.alias]

    def _started(self):
        return Started(self.settings_dict["DATA_FOLDER"], self.settings_dict.get("DURABLE", True))
