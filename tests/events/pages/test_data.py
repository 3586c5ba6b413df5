"""/data/ explains every table and column as the package has them, and lists the releases."""

import re

import pytest

from events.export.derived import DERIVED
from events.export.tables import TABLES
from tests.factories import make_release

pytestmark = pytest.mark.django_db


def test_every_column_of_every_table_is_explained_once(client):
    body = client.get("/data/").content.decode()

    told = re.findall(r'<h3 id="table-\w+"><code>(\S+)</code></h3>|<th scope="row"><code>(\w+)</code></th>', body)
    expected = []
    for table in (*TABLES, *DERIVED):
        expected += [(table.path, ""), *(("", column.name) for column in table.columns)]
    assert told == expected


def test_without_a_release_the_page_says_so(client):
    body = client.get("/data/").content.decode()

    assert "No release has been made yet." in body


def test_the_releases_are_listed_newest_first_with_their_citation_files_and_checksums(client):
    make_release("2026-11", version="1.0.0")
    first = client.get("/data/")
    release = make_release("2026-12", version="1.1.0", note="More of June.", citation="Marz (2026). Cite me.")

    answer = client.get("/data/", headers={"If-None-Match": first["ETag"]})

    body = answer.content.decode()
    assert re.findall(r'<h3 id="release-[^"]+">([^<]+)</h3>', body) == [
        "2026-12, version 1.1.0",
        "2026-11, version 1.0.0",
    ]
    assert all(text in body for text in ("More of June.", "Cite me.", '"/api/v1/releases/2026-12/events.csv"'))
    assert all(file.sha256 in body for file in release.files.all())


def test_the_page_is_linked_from_every_page_and_has_no_script_or_style_of_its_own(client):
    body = client.get("/data/").content.decode()

    assert body.count('<a href="/data/"') == 3  # the menu, the foot and the choice of languages
    assert 'aria-current="page">Data<' in body
    assert not re.search(r"<script(?! type=(\"module\" src=|\"application/ld\+json\">))|<style| style=", body)


def test_the_examples_of_the_page_are_answered(client):
    body = client.get("/data/").content.decode()

    paths = {path.replace("&amp;", "&") for path in re.findall(r'href="(/api/v1/(?:control|summary)/[^"]*)"', body)}
    statuses = {path: client.get(path).status_code for path in paths}

    assert statuses == dict.fromkeys(paths, 200)
    assert len(paths) == 4
