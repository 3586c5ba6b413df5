"""summary/: whole bodies on the small record, each of its parameters, and its bounds."""

import pytest

from tests.factories import make_province


def counts(*rows, province=None, of=3):
    columns = ("date", "controller", "districts", "contested")
    return [
        {"date": date, "province": province, **dict(zip(columns[1:], rest, strict=True)), "denominator": of}
        for date, *rest in rows
    ]


WEEKS = counts(
    ("2021-06-20", "government", 2, 0),
    ("2021-06-20", "taliban", 0, 0),
    ("2021-06-20", "unknown", 1, 0),
    ("2021-06-23", "government", 1, 0),
    ("2021-06-23", "taliban", 1, 0),
    ("2021-06-23", "unknown", 1, 0),
)


def test_a_summary_has_a_row_for_each_day_and_holder(small_record, get):
    answer = get("summary/", from_="2021-06-14", to="2021-06-23", interval="week")

    assert answer.json() == {
        "from": "2021-06-14",
        "to": "2021-06-23",
        "interval": "week",
        "by": "country",
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "list": "nsia1398",
        "results": WEEKS,
    }
    assert answer["Content-Location"] == "/api/v1/summary/?from=2021-06-14&to=2021-06-23&interval=week&version=4"


def test_a_summary_as_csv_has_the_same_columns(small_record, get):
    answer = get("summary/", from_="2021-06-22", to="2021-06-22", by="province", format="csv")

    assert answer.getvalue().decode() == (
        "date,province,controller,districts,contested,denominator\n"
        "2021-06-22,AF19,government,1,0,3\n"
        "2021-06-22,AF19,taliban,1,0,3\n"
        "2021-06-22,AF19,unknown,1,0,3\n"
    )


@pytest.mark.parametrize(
    ("parameters", "held"),
    [
        ({}, {"government": 1, "taliban": 1, "unknown": 1}),
        ({"perspective": "claimed"}, {"taliban": 2, "unknown": 1}),
        ({"reported_by": "2021-06-21"}, {"government": 2, "unknown": 1}),
        ({"version": "1"}, {"government": 1, "unknown": 2}),
        ({"known_at": "2001-01-01T00:00:00Z"}, {"unknown": 3}),
        ({"list": "nsia1398", "province": "AF19"}, {"government": 1, "taliban": 1, "unknown": 1}),
        ({"interval": "month", "by": "province"}, {"government": 1, "taliban": 1, "unknown": 1}),
    ],
    ids=["none", "perspective", "reported_by", "version", "known_at", "list and province", "interval and by"],
)
def test_a_summary_follows_each_of_its_parameters(small_record, get, parameters, held):
    rows = get("summary/", **{"from_": "2021-06-22", "to": "2021-06-22"} | parameters).json()["results"]

    assert {row["controller"]: row["districts"] for row in rows} == held
    assert {row["province"] for row in rows} == {"AF19" if {"by", "province"} & parameters.keys() else None}


def test_a_version_settles_a_summary(small_record, get):
    days = {"from_": "2021-06-22", "to": "2021-06-22"}

    assert "immutable" in get("summary/", version="4", **days)["Cache-Control"]
    assert "immutable" not in get("summary/", **days)["Cache-Control"]


@pytest.mark.parametrize(
    ("parameters", "param", "detail"),
    [
        ({"to": "2021-05-31"}, "to", "“2021-05-31” is before the first day, 2021-06-01: swap them."),
        ({"to": "2035-02-08"}, "to", "That is more than 5000 days: ask for fewer, or longer intervals."),
        (
            {"from_": "0001-01-01", "to": "9999-12-31", "interval": "week", "by": "province"},
            "to",
            "That is more than 2500 weeks in each province: ask for fewer, or longer intervals.",
        ),
        ({"interval": "year"}, "interval", "“year” is not one of day, week, month."),
        ({"by": "district"}, "by", "“district” is not one of country, province."),
    ],
    ids=["days-out-of-order", "a-day-too-many", "all-weeks", "interval", "by"],
)
def test_what_cannot_be_summed_up_is_refused(small_record, get, parameters, param, detail):
    make_province("AF01")

    answer = get("summary/", **{"from_": "2021-06-01", "to": "2021-06-30"} | parameters)

    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": param, "detail": detail}])


def test_as_many_days_as_are_allowed_are_counted(small_record, get):
    rows = get("summary/", from_="2021-06-01", to="2035-02-07").json()["results"]

    assert (len(rows), rows[-1]["date"]) == (3 * 5000, "2035-02-07")
