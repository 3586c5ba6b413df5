"""How many queries an answer takes: as many for twenty rows as for one."""

import datetime

import pytest

from districts.models import PlaceName
from tests.factories import make_district, make_event, make_report, make_source, make_tally

# The version of the record is asked in each: once for the headers, and again for an answer at a moment.
PATHS = {
    "provinces/": 2,
    "districts/": 2,
    "actors/": 2,
    "sources/": 2,
    "reports/": 2,
    "tallies/": 2,
    "events/": 4,
    "timeline/": 3,
    "control/": 4,
    "changes/?from=2021-01-01&to=2021-12-31": 3,
    "districts/AF1905/timeline/": 5,
    "districts/AF1905/": 3,
}


def make_rows(numbers):
    for number in numbers:
        district = make_district(f"AF19{number + 10}")
        day = datetime.date(2021, 6, 1) + datetime.timedelta(days=number)
        for place in (district, make_district("AF1905")):
            make_event(district=place, date=day)
        PlaceName.objects.create(district=make_district("AF1905"), name=f"Spelling {number}", language="en")
        make_tally(source=make_source(f"source-{number}"), report=make_report())


@pytest.mark.parametrize(("path", "queries"), PATHS.items())
def test_an_answer_takes_as_many_queries_for_twenty_rows_as_for_one(
    db, client, path, queries, django_assert_num_queries
):
    make_rows([0])

    with django_assert_num_queries(queries):
        client.get(f"/api/v1/{path}")
    make_rows(range(1, 20))
    with django_assert_num_queries(queries):
        answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 200
