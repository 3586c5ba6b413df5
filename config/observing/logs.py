"""Log records as one line of JSON each, with the request that they belong to.

No line carries a reader's address, name, query string or cookie, nor the parameters of a statement.
"""

import contextvars
import datetime
import json
import logging

# The id of the request that is being answered here; empty outside of one.
current_request = contextvars.ContextVar("current_request", default="")


class OfRequest(logging.Filter):
    """Gives each record the id of the request that is being answered: `request_id`, "-" where there is none.

    Django tells of an answer when all middleware is done, and names the request with it.
    """

    def filter(self, record):
        told = getattr(record, "request", None)
        record.request_id = current_request.get() or getattr(told, "id", None) or "-"
        return True


class AsJSON(logging.Formatter):
    """A record as an object: at (RFC 3339, UTC), level, logger, message, request_id and what `facts` adds."""

    def format(self, record):
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", "-"),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
