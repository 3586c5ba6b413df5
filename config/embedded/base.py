"""Django's PostgreSQL backend on a server that runs only while it is used."""

from django.db import OperationalError
from django.db.backends.postgresql import base

from config.embedded import server


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded PostgreSQL, which starts at the first one and never on import."""

    def get_connection_params(self):
        try:
            address = server.ensure(self.settings_dict["DATA_FOLDER"], durable=self.settings_dict.get("DURABLE", True))
        except server.StartError as error:
            raise OperationalError(str(error)) from error
        return super().get_connection_params() | address
