import pytest

from events.admin.entry.sources import source_named, source_of
from tests.factories import make_report, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(db):
    """Let there be an outlet, a spokesman's account of a network, and an agency read in copies."""
    make_source("tolonews", name="TOLOnews", homepage="https://tolonews.com")
    make_source("mujahid", name="Zabihullah Mujahid", homepage="https://twitter.com/Zabehulah_M33")
    for slug in ("ap", "reuters"):
        make_report(source=make_source(slug), url=f"https://copies.example/{slug}")
    make_report(source=make_source("radio"), url="https://radio.example/one")


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        pytest.param("https://www.tolonews.com/a?utm_source=x", "tolonews", id="homepage"),
        pytest.param("https://pashto.tolonews.com/a", "tolonews", id="part-of-the-homepage's-domain"),
        pytest.param("https://mobile.twitter.com/Zabehulah_M33/status/14", "mujahid", id="account-of-a-network"),
        pytest.param("https://twitter.com/somebody/status/14", None, id="another-account"),
        pytest.param("https://radio.example/two", "radio", id="host-of-one-source's-reports"),
        pytest.param("https://copies.example/three", None, id="host-of-several-sources'-reports"),
        pytest.param("https://nottolonews.com/a", None, id="a-host-that-ends-alike"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_source_is_known_by_the_address(sources, url, slug):
    found = source_of(url)

    assert (found and found.slug) == slug


@pytest.mark.parametrize("name", ["TOLOnews", " tolonews ", "TOLONEWS"])
def test_a_source_is_named_in_any_case(sources, name):
    assert source_named(name).slug == "tolonews"


def test_an_unknown_name_is_no_source(sources):
    assert source_named("Tolo") is None
