"""How many queries an answer takes: as many for twenty rows as for one."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.models import PlaceName
from tests.factories import make_district, make_event, make_release, make_report, make_source, make_tally

# In each one look at the present of the record and the places; the version again for an answer at a moment.
PATHS = {
    "provinces/": 2,
    "districts/": 2,
    "actors/": 2,
    "sources/": 2,
    "reports/": 2,
    "tallies/": 4,
    "releases/": 3,
    "events/": 2,
    "events/?kind=captured": 3,
    "timeline/": 3,
    "control/": 3,
    "changes/?from=2021-01-01&to=2021-12-31": 3,
    "summary/?from=2021-01-01&to=2021-12-31": 3,
    "districts/AF1905/timeline/": 6,
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
        make_release(f"release-{number}")


def asked(client, path):
    """Return how many queries an address takes, which nobody has asked for since the record last changed."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, path
    return len(queries)


def test_an_answer_takes_as_many_queries_for_twenty_rows_as_for_one(db, client):
    make_rows([0])

    one = {path: asked(client, path) for path in PATHS}
    make_rows(range(1, 20))
    twenty = {path: asked(client, path) for path in PATHS}

    assert one == PATHS
    assert twenty == PATHS
