"""releases/: what there are, what is in each, and the very bytes."""

import hashlib

import pytest

from events.api.docs import description
from tests.factories import make_release

EVENTS, DESCRIPTOR = (hashlib.sha256(content).hexdigest() for content in (b"id\n", b"{}"))
ADDRESS = "http://testserver/api/v1/releases/2026-11/"
RELEASE = {
    "name": "2026-11",
    "version": "1.0.0",
    "record_version": 1,
    "created": "2026-11-24T12:00:00Z",
    "note": "",
    "citation": "Marz (2026).",
    "additions": 3,
    "corrections": 2,
    "retractions": 1,
    "descriptor": f"{ADDRESS}datapackage.json",
    "archive": f"{ADDRESS}datapackage.json",  # the last file
    "files": [
        {
            "name": "events.csv",
            "media_type": "text/csv; charset=utf-8",
            "size": 3,
            "sha256": EVENTS,
            "url": f"{ADDRESS}events.csv",
        },
        {
            "name": "datapackage.json",
            "media_type": "application/json",
            "size": 2,
            "sha256": DESCRIPTOR,
            "url": f"{ADDRESS}datapackage.json",
        },
    ],
}


def test_a_release_tells_its_files_and_is_the_same_in_the_list(small_record, get):
    assert get("releases/2026-11/").json() == RELEASE
    assert get("releases/").json() == {"next": None, "results": [RELEASE]}


def test_releases_as_csv_join_their_files(small_record, get):
    assert get("releases/", format="csv").getvalue().decode() == (
        "name,version,record_version,created,note,citation,additions,corrections,retractions,descriptor,archive,"
        "files,files_name,files_size,files_sha256,files_url\n"
        "2026-11,1.0.0,1,2026-11-24T12:00:00Z,,Marz (2026).,3,2,1,"
        f"{ADDRESS}datapackage.json,{ADDRESS}datapackage.json,2,"
        f"events.csv; datapackage.json,3; 2,{EVENTS}; {DESCRIPTOR},"
        f"{ADDRESS}events.csv; {ADDRESS}datapackage.json\n"
    )


@pytest.mark.parametrize("accepted", ["text/csv", "application/vnd.apache.parquet", "image/png"])
def test_the_bytes_of_a_file_are_the_same_whatever_is_accepted(small_record, get, accepted):
    answer = get("releases/2026-11/events.csv", headers={"Accept": accepted})

    assert (answer.status_code, answer.content) == (200, b"id\n")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="events.csv"'


def test_a_new_release_is_listed_at_once_though_it_is_no_new_version(small_record, get):
    first = get("releases/")
    make_release("2026-12")

    second = get("releases/", headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, [row["name"] for row in second.json()["results"]]) == (200, ["2026-11", "2026-12"])


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("events.csv", b"id\n", "text/csv; charset=utf-8"),
        ("marz-x.zip", b"PK\x05\x06\x00", "application/zip"),
        ("SHA256SUMS", b"0  a\n", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_is_given_byte_by_byte_for_ever(db, get, name, content, media_type):
    make_release(files={name: content})

    answer = get(f"releases/2026-11/{name}", headers={"Accept": "image/png"})

    assert (answer.status_code, answer.content) == (200, content)
    names = ("Content-Type", "Content-Disposition", "Content-Length", "ETag", "Cache-Control", "Last-Modified")
    assert {each: answer[each] for each in names} == {
        "Content-Type": media_type,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(len(content)),
        "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
        "Cache-Control": "public, max-age=31536000, immutable",
        "Last-Modified": "Tue, 24 Nov 2026 12:00:00 GMT",
    }
    assert "Set-Cookie" not in answer


def test_a_reader_who_has_the_file_is_told_so(small_record, get, client):
    known = get("releases/2026-11/events.csv", headers={"If-None-Match": f'"{EVENTS}"'})
    asked = client.head("/api/v1/releases/2026-11/events.csv")

    assert (known.status_code, known.content, known["ETag"]) == (304, b"", f'"{EVENTS}"')
    assert (asked.status_code, asked.content, asked["Content-Length"]) == (200, b"", "3")


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("releases/2026-11/?x=1", 400, "x: There is no parameter “x” here. There are: format, hxl."),
        ("releases/2026-11/events.csv?format=csv", 400, "format: There is no parameter “format” here. There are none."),
        (
            "releases/2026-11/a.csv",
            404,
            "There is no file “a.csv” of a release “2026-11”: /api/v1/releases/ lists them.",
        ),
        ("releases/x/events.csv", 404, "There is no file “events.csv” of a release “x”: /api/v1/releases/ lists them."),
        ("releases/x/", 404, "There is no release with the name “x”."),
        ("releases/2026-11/a%00b", 404, "There is nothing with the code “a\x00b”."),
    ],
)
def test_what_cannot_be_given_is_a_problem(small_record, client, path, status, detail):
    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["detail"] == detail


def test_the_address_of_a_file_is_described_by_its_media_types():
    described = description()["paths"]["/api/v1/releases/{name}/{file}"]["get"]

    assert [each["name"] for each in described["parameters"]] == ["name", "file"]
    assert set(described["responses"]) == {"200", "304", "400", "401", "404", "429", "500", "503"}
    assert set(described["responses"]["200"]["content"]) == {
        *("text/csv", "application/geo+json", "application/json", "text/markdown", "text/plain", "application/zip"),
    }
