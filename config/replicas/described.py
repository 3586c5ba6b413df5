"""The databases as the settings name them: the primary, and the replicas that public answers are read from."""

# A host that is gone without a word is given up after so long.
LIMITS = {"connect_timeout": 3, "tcp_user_timeout": 5000}
WAIT = 2  # seconds for a connection to a replica: there are others to ask


def databases(primary: dict, replicas: list[dict], pool: dict) -> dict:
    """Return Django's description of all databases: `default`, and `replica_1` and so on where there are any."""
    limits = LIMITS if replicas else {}
    found = {"default": _described(primary, limits, pool)}
    of_replica = {**pool, "min_size": 0, "timeout": WAIT}
    for number, replica in enumerate(replicas, 1):
        found[f"replica_{number}"] = {**_described(replica, limits, of_replica), "TEST": {"MIRROR": "default"}}
    return found


def _described(database, limits, pool):
    return {**database, "OPTIONS": {**limits, **database.get("OPTIONS", {}), "pool": dict(pool)}}
