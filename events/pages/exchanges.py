"""What changes of hands between two days add up to: net, gross and back again. Pure: rows of `state.changes` in.

Gross counts each change; net compares the holder before the first day with the one after the last. A change is a
reversal where it gives a district back to a side that had lost it within these days.
"""

import datetime
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Balance:
    """What one side gained and lost; `taken` and `given` count changes, `gained` and `lost` districts in the end."""

    taken: int
    given: int
    gained: int
    lost: int
    reversals: int

    @property
    def net(self) -> int:
        """How many districts more it had in the end; fewer where negative. Gross says the same as net."""
        return self.gained - self.lost


def reversals(flips: list[dict]) -> list[bool]:
    """Return for each flip of one district, in order, whether it gives it back to a side that had lost it."""
    lost, found = set(), []
    for flip in flips:
        found.append(flip["to"] in lost)
        lost.add(flip["from"])
    return found


def was_retaken(row: dict) -> bool:
    """Return whether the district of a row came back, for however long, to a side that had lost it."""
    return any(reversals(row["flips"]))


def balances(results: list[dict]) -> dict[str, Balance]:
    """Return {slug: Balance} of the sides that took or lost a district, those that took most first."""
    flips = [flip for row in results for flip in row["flips"]]
    taken, given = Counter(flip["to"] for flip in flips), Counter(flip["from"] for flip in flips)
    net = [row for row in results if row["net"]]
    gained, lost = Counter(row["after"] for row in net), Counter(row["before"] for row in net)
    back = Counter(
        flip["to"]
        for row in results
        for flip, again in zip(row["flips"], reversals(row["flips"]), strict=True)
        if again
    )
    order = sorted(taken.keys() | given.keys(), key=lambda slug: (-taken[slug], slug))
    return {slug: Balance(taken[slug], given[slug], gained[slug], lost[slug], back[slug]) for slug in order}


def by_place(results: list[dict], level: str = "province") -> dict[str, dict]:
    """Return {code: {net, flips, retaken, sides}} of each province, that with most changes first.

    `net` counts districts with another holder, `retaken` those that came back, `sides` is `balances`.
    """
    places: dict[str, list[dict]] = {}
    for row in results:
        places.setdefault(row[level], []).append(row)
    found = {
        code: {
            "net": sum(row["net"] for row in rows),
            "flips": sum(len(row["flips"]) for row in rows),
            "retaken": sum(map(was_retaken, rows)),
            "sides": balances(rows),
        }
        for code, rows in places.items()
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1]["net"], -item[1]["flips"], item[0])))


def outbreak(days: list[datetime.date]) -> datetime.date | None:
    """Return the first day of the unbroken run of months with changes that leads to the one with most; None without.

    `days` are those of the changes; of several busiest months the first is taken.
    """
    months = Counter(day.replace(day=1) for day in days)
    if not months:
        return None
    month = max(sorted(months), key=months.get)
    while (before := (month - datetime.timedelta(days=1)).replace(day=1)) in months:
        month = before
    return month
