"""Pages by keyset: the cursor holds the sort key of the last row, so no row is skipped or sent twice."""

import base64
import binascii
from itertools import islice

import orjson
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import IntegerField, Q
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from districts.api import row_texts
from districts.parameters import SOMETHING

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000


class KeysetPagination(BasePagination):
    """Pages of `limit` rows in the order of the queryset, whose order is unique."""

    parameters = {
        "limit": {
            "description": f"How many rows at most. More than {MAX_LIMIT} gives {MAX_LIMIT}.",
            "schema": {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT},
        },
        "cursor": {
            "description": "Where the page begins: taken from `next` or the Link header, never made by hand.",
            "schema": {"type": "string", "pattern": SOMETHING},
        },
    }

    def faults(self, request, filterset):
        """Return [{param, detail}] for a limit or cursor that cannot be used."""
        faults = []
        queryset = filterset.qs if filterset.form.is_valid() else filterset.queryset
        for name, parse in {"limit": _limit, "cursor": lambda text: _after(text, queryset)}.items():
            if name not in self.parameters:
                continue
            try:
                parse(request.query_params.get(name))
            except ValueError as error:
                faults.append({"param": name, "detail": str(error)})
        return faults

    def paginate_queryset(self, queryset, request, view=None):
        limit = _limit(request.query_params.get("limit"))
        after = _after(request.query_params.get("cursor"), queryset)
        keys = queryset.query.order_by
        if after:
            queryset = queryset.filter(_beyond(keys, after))
        return self._page(view.rows(queryset[: limit + 1], keys), limit, request, view)

    def walked(self, queryset, view):
        """Return a page of all rows of a view, ordered by number; None where limit or cursor is not understood."""
        try:
            limit = _limit(view.request.query_params.get("limit"))
            after = _after(view.request.query_params.get("cursor"), queryset)
        except ValueError:
            return None
        # No number is below 1.
        found = row_texts.read_page(view.get_row_class(), type(view).queryset, after[0] if after else 0, limit + 1)
        return self._page(found, limit, view.request, view)

    def paginate_rows(self, begin, queryset, request, view):
        """Return a page of rows that no queryset has: `begin(after)` yields (key, row), `after` is a key or None.

        `queryset` has the order of the rows.
        """
        limit = _limit(request.query_params.get("limit"))
        after = _after(request.query_params.get("cursor"), queryset)
        return self._page(list(islice(begin(after), limit + 1)), limit, request, view)

    def _page(self, found, limit, request, view):
        """Return the rows of a page; there is another where one more (key, row) than `limit` was found."""
        page = found[:limit]
        self.next = self.link(request, view.for_next(request), page[-1][0]) if len(found) > limit else None
        return [row for _, row in page]

    def link(self, request, query, key):
        """Return the address of the page after the row with this key; `query` is a mutable QueryDict."""
        query["cursor"] = base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    def get_paginated_response(self, data, **envelope):
        headers = {"Link": f'<{self.next}>; rel="next"'} if self.next else {}
        return Response({**envelope, "next": self.next, "results": data}, headers=headers)

    def get_paginated_response_schema(self, schema):
        following = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "Address of the next page; null on the last one.",
            "examples": ["https://example.org/api/v1/events/?cursor=WzEwMF0"],
        }
        properties = {"next": following, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}


def _limit(text):
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit()) or not text.strip("0"):
        raise ValueError(f"“{text}” is not a number of rows: write 1 to {MAX_LIMIT}.")
    return MAX_LIMIT if len(text.lstrip("0")) > 4 else min(int(text), MAX_LIMIT)


def _after(text, queryset):
    """Return the key that a cursor holds, None without one."""
    if text is None:
        return None
    try:
        values = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return _read(values, queryset)
    except (ValueError, TypeError, binascii.Error, ValidationError):
        raise ValueError(f"“{text}” is not a cursor of this list: take it from `next`.") from None


def _read(values, queryset):
    keys = queryset.query.order_by
    if not isinstance(values, list) or any("\x00" in str(value) or value is None for value in values):
        raise ValueError
    return [_field(queryset.model, key).to_python(value) for key, value in zip(keys, values, strict=True)]


def _field(model, path):
    """Return the field that a sort key names; a rank, which no model has, is a whole number."""
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return IntegerField()
        model = field.related_model
    return field


def _beyond(keys, values):
    """Return the condition for the rows that follow a key."""
    condition = Q()
    for number, (key, value) in enumerate(zip(keys, values, strict=True)):
        before = dict(zip(keys[:number], values[:number], strict=True))
        condition |= Q(**before, **{f"{key}__gt": value})
    return condition
