"""A copy of the public record that is kept by following log/, and what the server itself answers."""

LISTS = {
    "event": "events/",
    "report": "reports/",
    "source": "sources/",
    "actor": "actors/",
    "tally": "tallies/",
    "district": "districts/",
    "province": "provinces/",
}
NOT_LOGGED = {"district": ["province_name"], "tally": ["own_count"]}
KEYS = {"event": "id", "report": "id", "tally": "id", "source": "slug", "actor": "slug"}


class Mirror:
    """Follows the log in pages of `limit` entries; it remembers nothing but the number of the last one it took in."""

    def __init__(self, client, *, limit):
        self.client, self.limit = client, limit
        self.last_seq = 0
        self.tables = {kind: {} for kind in LISTS}

    def follow(self, *, stop_after=None):
        """Take in what is new; with `stop_after`, give up after so many entries, be it in the middle of a page."""
        address = f"/api/v1/log/?limit={self.limit}&after_seq={self.last_seq}"
        while address:
            page = self._page(address)
            for entry in page["results"]:
                if stop_after == 0:
                    return
                self._take(entry)
                stop_after = None if stop_after is None else stop_after - 1
            address = page["next"]
        self.last_seq = page["last_seq"]

    def _page(self, address):
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def _take(self, entry):
        table = self.tables.get(entry["object_type"], {})
        table.pop(entry["object_id"], None)
        if entry["object"] is not None:
            table[entry["object_id"]] = entry["object"]
        self.last_seq = entry["seq"]


def server(client, kinds=tuple(LISTS)):
    """Return {kind: {id: row}} of every list of the server, read to the end, without what the log leaves out."""
    return {kind: {row[KEYS.get(kind, "code")]: row for row in _rows(client, kind)} for kind in kinds}


def _rows(client, kind):
    address = f"/api/v1/{LISTS[kind]}?limit=100"
    while address:
        page = client.get(address).json()
        for row in page["results"]:
            yield {name: value for name, value in row.items() if name not in NOT_LOGGED.get(kind, [])}
        address = page["next"]
