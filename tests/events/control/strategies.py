"""Random districts: events and statements drawn so closely together that every rule meets every other."""

import datetime

from hypothesis import strategies as st

from events.control.periods import Event, View
from events.control.standing import Statement

FIRST = datetime.date(2021, 6, 1)
SIDES = ("government", "taliban", "nrf")
OUTLETS = (("a1", "A"), ("c1", "C"), ("c2", "C"), ("e1", "E"), ("e2", "E"), ("f1", "F"), ("", "B"), ("", "C"))
REPORTS = dict(enumerate((*OUTLETS, *OUTLETS), start=1))
LADDER = ("confirmed", "reported", "claimed")
VIEWS = (
    View("confirmed", frozenset({"assumed", "confirmed"})),
    View("reported", frozenset({"assumed", "confirmed", "reported"})),
    View("claimed", frozenset({"assumed", "confirmed", "reported", "claimed", "disputed"})),
    *(View(side, frozenset({"assumed", "confirmed", "reported"}), side) for side in SIDES),
)


def days(first, last):
    """Draw a day from `first` to `last` days after FIRST."""
    return st.integers(first, last).map(lambda number: FIRST + datetime.timedelta(days=number))


@st.composite
def statements(draw):
    """Draw one citation as the rules see it."""
    root = draw(st.sampled_from(sorted(REPORTS)))
    outlet, grade = REPORTS[root]
    return Statement(
        side=draw(st.sampled_from(("", "", *SIDES))),
        asserts=draw(st.sampled_from((True, True, True, False))),
        published=draw(days(0, 9)),
        root=root,
        outlet=outlet,
        grade=grade,
    )


@st.composite
def histories(draw, most=8):
    """Draw the events of one district, ids ascending from 1, in no order of date."""
    found = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        controller, opponent = draw(st.permutations(SIDES))[:2]
        kind = draw(
            st.sampled_from(
                ("captured", "captured", "handed_over", "contested", "relocated", "held", "assessed", "assumed")
            )
        )
        found.append(
            Event(
                id=number,
                date=draw(days(0, 7)),
                time=draw(st.sampled_from((None, None, datetime.time(0), datetime.time(9), datetime.time(18)))),
                kind=kind,
                controller=controller,
                opponent=opponent,
                contested=kind in ("contested", "relocated") or (kind == "captured" and draw(st.booleans())),
                certain=draw(st.booleans()),
                statements=tuple(draw(st.lists(statements(), max_size=5))),
            )
        )
    return found


def evidence_days():
    """Return the days of the evidence axis worth asking about: before, on and after every publication."""
    return [FIRST + datetime.timedelta(days=number) for number in range(-1, 12)]
