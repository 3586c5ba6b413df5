"""What was released is never changed, and its checksums are those of its bytes."""

import pytest

from events.models import Release, ReleaseFile
from tests.events.models.test_constraints import refused_by
from tests.factories import make_release, make_release_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "write"),
    [
        ("release_is_never_changed", lambda: Release.objects.update(note="x")),
        ("release_is_never_changed", lambda: Release.objects.all()._raw_delete("default")),
        ("release_file_is_never_changed", lambda: ReleaseFile.objects.update(name="x")),
        ("release_file_is_never_changed", lambda: Release.objects.all().delete()),
        ("release_has_its_files_and_no_other", lambda: make_release_file(Release.objects.get(), name="more.csv")),
    ],
    ids=["changed", "deleted", "a-file-changed", "deleted-with-its-files", "a-file-added"],
)
def test_what_was_released_stays(rule, write):
    make_release()

    assert refused_by(write) == rule
    assert ReleaseFile.objects.count() == 2


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("release_version_has_three_numbers", {"version": "1.0"}),
        ("release_version_has_three_numbers", {"version": "01.0.0"}),
        ("release_is_of_a_version", {"record_version": 0}),
    ],
)
def test_a_check_of_a_release(rule, values):
    assert refused_by(lambda: make_release(**values)) == rule
    assert make_release(version="10.2.30").version == "10.2.30"


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("release_file_is_what_its_checksum_says", {"sha256": "0" * 64}),
        ("release_file_is_what_its_checksum_says", {"size": 4}),
        ("release_has_a_file_once", {"name": "events.csv"}),
    ],
)
def test_a_check_of_a_file(rule, values):
    release = make_release(file_count=4)

    assert refused_by(lambda: make_release_file(release, **{"name": "a.csv"} | values)) == rule
    assert make_release_file(release, name="b.csv").sha256
