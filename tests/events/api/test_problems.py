"""What cannot be answered is said in a problem document that names what is wrong and what would be right."""

import pytest

NOW = "There are: reported_by, version, known_at, perspective, as_of, list, province, format, hxl."


def test_every_fault_of_a_request_is_named_at_once(small_record, get):
    answer = get("control/", perspectve="x", as_of="2021-13-01", province="Konduz", version="9")

    faults = [
        {
            "param": "perspectve",
            "detail": f"There is no parameter “perspectve” here. Did you mean “perspective”? {NOW}",
        },
        {"param": "version", "detail": "There is no version 9 yet: the current one is 4."},
        {
            "param": "as_of",
            "detail": "“2021-13-01” is not a day: write YYYY-MM-DD, for example 2021-08-15.",
        },
        {"param": "province", "detail": "“Konduz” is not the code of a province. AF19 is the code of Kunduz."},
    ]
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": " ".join(f"{fault['param']}: {fault['detail']}" for fault in faults),
        "instance": "/api/v1/control/?perspectve=x&as_of=2021-13-01&province=Konduz&version=9",
        "errors": faults,
    }


@pytest.mark.parametrize(
    ("path", "parameter", "value", "detail"),
    [
        ("control/", "as_of", "20210815", "“20210815” is not a day: write YYYY-MM-DD, for example 2021-08-15."),
        ("control/", "as_of", "", "It is empty: give a value or leave it out."),
        ("control/", "as_of", ["2021-08-15", "2021-08-16"], "It is given 2 times: give it once."),
        ("control/", "reported_by", "soon", "“soon” is not a day: write YYYY-MM-DD, for example 2021-08-15."),
        ("control/", "version", "-1", "“-1” is not a version: write a whole number from 0 to 4."),
        ("control/", "version", "1.5", "“1.5” is not a version: write a whole number from 0 to 4."),
        ("control/", "version", "9" * 30, f"There is no version {'9' * 30} yet: the current one is 4."),
        (
            "control/",
            "known_at",
            "2021-08-15T12:00:00",
            "“2021-08-15T12:00:00” is not an instant: write it as RFC 3339 does, with its offset (a + is sent as %2B), "
            "for example 2021-08-15T12:00:00Z.",
        ),
        (
            "control/",
            "known_at",
            "0001-01-01T00:00:00+23:59",
            "“0001-01-01T00:00:00+23:59” is not an instant: write it as RFC 3339 does, with its offset (a + is sent as "
            "%2B), for example 2021-08-15T12:00:00Z.",
        ),
        (
            "control/",
            "perspective",
            "rumoured",
            "“rumoured” is not a perspective. Write one of claimed, confirmed, government, nrf, reported, taliban.",
        ),
        ("control/", "list", "nsia", "“nsia” is not a list of districts: write one of nsia1398."),
        ("control/", "format", "xml", "“xml” is not one of json, csv, parquet, xlsx, geojson."),
        (
            "timeline/",
            "format",
            "geojson",
            "“geojson” is not one of json, csv, parquet, xlsx. It is answered at /api/v1/provinces/, "
            "/api/v1/districts/, /api/v1/control/, /api/v1/changes/.",
        ),
        ("control/", "limit", "5", f"There is no parameter “limit” here. Did you mean “list”? {NOW}"),
        (
            "timeline/",
            "district",
            "Emam Saheb",
            "“Emam Saheb” is not the code of a district. AF1905 is the code of Imam Sahib of Kunduz.",
        ),
        (
            "timeline/",
            "controller",
            "isaf",
            "“isaf” is not the slug of an actor. Write one of government, nrf, taliban.",
        ),
        ("timeline/", "cursor", "zz", "“zz” is not a cursor of this list: take it from `next`."),
        ("timeline/", "cursor", "WzNd", "“WzNd” is not a cursor of this list: take it from `next`."),
        ("events/", "district", "\x00", "It holds a NUL character, which no text here does."),
        ("events/", "limit", "0", "“0” is not a number of rows: write 1 to 1000."),
        ("events/", "limit", "-1", "“-1” is not a number of rows: write 1 to 1000."),
        ("events/", "limit", "ten", "“ten” is not a number of rows: write 1 to 1000."),
        ("events/", "kind", "taken", "“taken” is not one of captured, handed_over, contested, relocated, held, "
         "assessed, assumed."),
        ("events/", "standing", "true", "“true” is not one of confirmed, reported, claimed, disputed, refuted, "
         "assumed."),
        (
            "events/",
            "voice",
            "nobody",
            "“nobody” is not the slug of an actor. Write one of government, nrf, taliban or independent.",
        ),
        (
            "events/",
            "source",
            "AP",
            "“AP” is not the slug of a source. Did you mean “ap”? They are listed at /api/v1/sources/.",
        ),
        ("events/", "source", "bbc", "“bbc” is not the slug of a source. They are listed at /api/v1/sources/."),
        ("reports/", "language", "English", "“English” is not a language code: write one of BCP 47, for example en, fa "
         "or ps."),
        ("reports/", "q", "x" * 201, "It is longer than 200 characters."),
        ("tallies/", "measure", "area", "“area” is counted by no tally. Write one of held."),
        ("sources/", "reliability", "G", "“G” is not one of A, B, C, D, E, F."),
        ("schema/", "lang", "fa", "There is no parameter “lang” here. There are: format."),
    ],
)  # fmt: skip
def test_a_fault_names_the_parameter_the_value_and_what_would_be_right(
    small_record, get, path, parameter, value, detail
):
    answer = get(path, **{parameter: value})

    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": parameter, "detail": detail}])


def test_days_out_of_order_are_refused(small_record, get):
    answer = get("events/", from_="2021-08-02", to="2021-08-01")

    detail = "“2021-08-01” is before the first day, 2021-08-02: swap them."
    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": "to", "detail": detail}])


def test_a_version_and_an_instant_are_not_taken_together(small_record, get):
    answer = get("timeline/", version="1", known_at="2021-08-15T12:00:00Z")

    detail = "It stands for a version, and a version is given too: leave one of them out."
    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": "known_at", "detail": detail}])


def test_changes_needs_both_days(small_record, get):
    answer = get("changes/")

    detail = "It is needed: give a value."
    faults = [{"param": "from", "detail": detail}, {"param": "to", "detail": detail}]
    assert (answer.status_code, answer.json()["errors"]) == (400, faults)


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/api/v2/", "There is nothing at /api/v2/. The addresses are listed at /api/v1/docs/."),
        ("/api/v1/nothing", "There is nothing at /api/v1/nothing. The addresses are listed at /api/v1/docs/."),
        (
            "/api/v1/districts/Konduz/",
            "There is no district with the code “Konduz”. AF1901 is the code of Kunduz of Kunduz.",
        ),
        (
            "/api/v1/districts/AF9999/timeline/",
            "There is no district with the code “AF9999”.",
        ),
        (
            "/api/v1/reports/7/",
            "There is no report with the id “7”. An id is R and a number, for example R0001.",
        ),
        ("/api/v1/sources/bbc/", "There is no source with the slug “bbc”."),
        ("/api/v1/sources/a%00b/", "There is nothing with the code “a\x00b”."),
    ],
)
def test_what_is_not_there_is_404(small_record, client, address, detail):
    answer = client.get(address)

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": detail,
        "instance": address,
        "errors": [],
    }


def test_a_slash_left_out_is_added(small_record, client):
    answer = client.get("/api/v1/control?as_of=2021-08-15")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/control/?as_of=2021-08-15")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["control/", "events/", "events/E0001/", "schema/", "docs/"])
def test_the_api_is_read_only(small_record, client, method, path):
    answer = getattr(client, method)(f"/api/v1/{path}")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Method Not Allowed",
        "status": 405,
        "detail": "The API is read only: use GET, HEAD or OPTIONS.",
        "instance": f"/api/v1/{path}",
        "errors": [],
    }


def test_a_media_type_that_there_is_not_is_406(small_record, get):
    answer = get("control/", headers={"Accept": "application/xml"})

    assert answer.status_code == 406
    assert answer.json()["detail"] == (
        "This address answers in application/json, text/csv, application/vnd.apache.parquet, "
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, application/geo+json: ask for one of them "
        "in Accept, or with format=."
    )


def test_an_unforeseen_failure_is_logged_and_told_as_a_problem(small_record, get, client, monkeypatch, caplog):
    def fail(*arguments, **named):
        raise RuntimeError("secret")

    monkeypatch.setattr("events.api.state.district_states", fail)
    client.raise_request_exception = False

    answer = get("control/")

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "The server failed to answer; the failure is logged.",
        "instance": "/api/v1/control/",
        "errors": [],
    }
    assert "RuntimeError: secret" in caplog.text


def test_a_request_of_another_host_is_refused_as_a_problem(small_record, get):
    answer = get("control/", headers={"Host": "elsewhere.example"})

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_failure_before_the_view_is_told_as_a_problem(small_record, get, client, monkeypatch):
    def fail():
        raise RuntimeError

    monkeypatch.setattr("events.api.freshness.today", fail)
    client.raise_request_exception = False

    answer = get("control/")

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")


@pytest.mark.parametrize("address", ["/api/", "/api/v1/"])
def test_the_beginning_of_an_address_leads_to_all_of_them(client, db, address):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (302, "/api/v1/docs/")
