import datetime
import itertools

import pytest

from events.admin.effects import Holding, differences
from events.models import Perspective

JUNE = [datetime.date(2021, 6, day) for day in range(1, 31)]


def rows(*changes):
    """Return holdings from (day of June, controller) in order; each lasts until the next."""
    starts = [JUNE[day - 1] for day, _ in changes]
    return [
        Holding(start, end, who, False, 1)
        for (_, who), (start, end) in zip(changes, itertools.pairwise([*starts, None]), strict=True)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        pytest.param([(1, "A")], [(1, "A")], [], id="nothing"),
        pytest.param([], [(5, "T")], ["T since 5 June 2021 (was: unknown)"], id="first"),
        pytest.param([(5, "T")], [], ["unknown since 5 June 2021 (was: T)"], id="last"),
        pytest.param(
            [(1, "A"), (22, "T")],
            [(1, "A"), (20, "T")],
            ["T from 20 June 2021 to 22 June 2021 (was: A)"],
            id="earlier-fall",
        ),
        pytest.param(
            [(1, "A"), (20, "T")],
            [(1, "A"), (22, "T")],
            ["A from 20 June 2021 to 22 June 2021 (was: T)"],
            id="later-fall",
        ),
        pytest.param(
            [(1, "A"), (20, "T")],
            [(1, "A"), (10, "T"), (12, "A"), (20, "T")],
            ["T from 10 June 2021 to 12 June 2021 (was: A)"],
            id="taken-and-retaken",
        ),
        pytest.param(
            [(1, "A"), (10, "T"), (20, "N")],
            [(1, "A"), (15, "N")],
            ["A from 10 June 2021 to 15 June 2021 (was: T)", "N from 15 June 2021 to 20 June 2021 (was: T)"],
            id="two-runs",
        ),
        pytest.param([(1, "A")], [(1, "A"), (14, "T"), (14, "A")], ["T for a part of 14 June 2021"], id="one-day"),
        pytest.param(
            [(1, "A"), (14, "T"), (14, "A")],
            [(1, "A")],
            ["no longer T for a part of 14 June 2021"],
            id="no-longer-one-day",
        ),
        pytest.param(
            [(1, "A"), (14, "T"), (14, "A")],
            [(1, "A"), (14, "T")],
            ["T since 14 June 2021 (was: A)"],
            id="one-day-becomes-lasting",
        ),
    ],
)
def test_a_change_names_the_days_that_are_different_and_no_others(before, after, sentences):
    view = Perspective.objects.get(slug="reported").name

    found = differences({("Imam Sahib", view): rows(*before)}, {("Imam Sahib", view): rows(*after)})

    assert found == [f"Imam Sahib – Reported: {sentence}." for sentence in sentences]
