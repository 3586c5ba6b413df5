"""No page in Dari or Pashto says anything in English but what exists in English only, and says which that is."""

import datetime
import re

import lxml.html
import pytest
from django.urls import reverse
from django.utils.translation import override

from config import urls
from districts.models import Country
from events.control.recording import recording
from events.models import CasualtyClaim, ControlEvent, SourceKind, Status
from tests.factories import (
    make_actor,
    make_district,
    make_event,
    make_province,
    make_release,
    make_report,
    make_source,
    make_tally,
)

pytestmark = pytest.mark.django_db

# What is written so in every language: names of formats, programs, data sets and licences, and our own.
KEPT = set(
    re.findall(
        r"\w+",
        "API Atom BibTeX BY CC CSV Data Enter Excel GeoJSON GeoNames HTML JSON Marz OCHA OGC OpenRefine Package "
        "Parquet QGIS RIS SHA WFS XLSX Natural Earth geoBoundaries www org csv json datapackage zip changes",
    )
)
WORD = re.compile(r"[A-Za-z]{2,}")
SPOKEN = ("title", "aria-label", "alt", "placeholder", "content", "label")
UNSEEN = ("script", "style", "code", "pre", "cite", "textarea")
PAPER = "A Paper of Kabul"


def in_english(body):
    """Return the texts of a page that a reader sees or hears and that have English words, each once.

    Names of columns and files are shown as code, and may stand in a text besides.
    """
    root = lxml.html.fromstring(body)
    kept = KEPT | set(WORD.findall(" ".join(element.text_content() for element in root.iter("code"))))
    said = [text.replace(PAPER, "") for text in spoken(root, root.get("lang"))]
    return list(dict.fromkeys(text for text in said if set(WORD.findall(text)) - kept))


def spoken(element, language):
    """Yield the texts of an element that are shown or read aloud, but those that say that they are another language."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or is_foreign(element, language):
        return
    yield from (element.get(name) for name in SPOKEN if element.get(name) and is_said(element, name))
    yield element.text or ""
    for child in element:
        yield from spoken(child, language)
        yield child.tail or ""


def is_foreign(element, language):
    return element.get("lang", language) != language or element.get("dir") == "auto"


def is_said(element, name):
    """Return whether an attribute is said to a reader: the content of a description, not that of a setting."""
    return name != "content" or element.get("name") == "description"


@pytest.fixture
def small_record(db):
    """Make a record of two districts with whatever a page can show of one; return their addresses by name of page."""
    Country.objects.create(name="Afghanistan", outline={"type": "FeatureCollection", "features": []})
    near, far = two_districts()
    taliban, government = two_sides()
    source = make_source("paper", name=PAPER, country="Afghanistan", kind=SourceKind.NEWSPAPER, actor=government)
    copy = make_report(source=source, origin=make_report(), note="Read in a copy.", published_precision="month")
    said = [{"attribution": "A Spokesman of Theirs", "voice": taliban, "scope": "province"}, {"report": copy}]
    fall = make_event(
        district=near,
        citations=[*said, {"voice": government, "stance": "denies", "claimed_date": datetime.date(2021, 6, 20)}],
    )
    made = {"district": far, "controller": taliban, "opponent": government, "citations": said[:1]}
    make_event(
        **made | {"kind": "assumed", "date": datetime.date(2021, 6, 1), "controller": government, "opponent": taliban}
    )
    days = [datetime.date(2021, 7, 2) + datetime.timedelta(days=days) for days in range(6)]
    kinds = ("assessed", "held", "contested", "relocated", "handed_over", "captured")
    events = [make_event(**made, kind=kind, date=day) for kind, day in zip(kinds, days, strict=True)]
    CasualtyClaim.objects.create(event=fall, report=copy, outcome="killed", low=3, attribution="A Spokesman of Theirs")
    for measure in ("held", "contested", "recaptured"):
        make_tally(source=source, measure=measure, count_high=60, voice=taliban)
    make_release()
    correct(fall, events[-1])
    codes = {"district": near.code, "province": near.province.code, "event": fall.code, "source": source.slug}
    return codes | {"retracted": events[-1].code}


def two_districts():
    province = make_province(name_fa="کندز", name_ps="کندز")
    names = {"name_fa": "امام صاحب", "name_ps": "امام صاحب", "province": province}
    near = make_district(**names, population=1000, area_km2="20.0", nsia1398_code="1905", note="Where it lies.")
    return near, make_district("AFT1908", kind="temporary_district", parent=near, ocha_pcode=None, **names)


def two_sides():
    make_actor("iskp", name="Islamic State – Khorasan Province")
    names = {"taliban": ("طالبان", "طالبان"), "government": ("دولت افغانستان", "افغان دولت")}
    return [make_actor(slug, name_fa=fa, name_ps=ps) for slug, (fa, ps) in names.items()]


def correct(event, mistaken):
    """Log a correction of an event, and that another one is retracted."""
    with recording(reason="The day was wrong.") as record:
        ControlEvent.objects.filter(pk=event.pk).update(date_latest=datetime.date(2021, 6, 23), kind="handed_over")
        ControlEvent.objects.filter(pk=mistaken.pk).update(status=Status.RETRACTED)
        record.touch(event.district_id, mistaken.district_id)


def pages_of(small_record):
    """Return the address of every page, some with what they are asked for, and of what goes wrong."""
    found = {}
    for name in [page.name for page in urls.pages]:
        kind = name.rpartition("-")[2]
        found[name] = reverse(name, args=[small_record[kind]] if kind in small_record else [])
    return [
        *found.values(),
        *(found[name] + query for name, query in ASKED),
        reverse("home") + "nowhere/",
        reverse("event", args=[small_record["retracted"]]),
    ]


ASKED = [
    ("home", "?as_of=2021-06-30&perspective=confirmed&reported_by=2021-06-25"),
    ("home", "?as_of=yesterday"),
    ("home", "?as_of=2030-01-01"),
    ("districts", "?q=ناکجا"),
    ("district", "?as_of=2021-06-10"),
    ("changes", "?from=2021-06-01&to=2021-06-02"),
    ("compare", "?as_of=2021-07-01&with_perspective=taliban"),
    ("chart", "?interval=month"),
    ("event", "?reported_by=2021-06-01"),
    ("search", "?q=کندز"),
    ("embed-map", "?reported_by=2021-06-25"),
]


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_no_page_says_in_english_what_can_be_said_in_its_language(client, small_record, language):
    with override(language):
        answers = {address: client.get(address) for address in pages_of(small_record)}

    pages = {address: one for address, one in answers.items() if one["Content-Type"].startswith("text/html")}
    assert len(pages) > 20
    assert {one.status_code for one in pages.values()} == {200, 400, 404, 410}
    found = {address: in_english(one.content) for address, one in pages.items()}
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_english_is_found_wherever_a_reader_meets_it():
    page = """<html lang="fa"><head><title>عنوان Title</title><meta name="description" content="A description">
    <meta name="viewport" content="width=device-width"><style>p { color: red }</style></head><body>
    <p title="A tooltip">متن <b>Bold</b> Tail</p><p lang="en">Quoted <b>here</b></p><p dir="auto">Any</p>
    <code>column</code> کلید column، CSV</body></html>"""

    assert in_english(page) == ["عنوان Title", "A description", "A tooltip", "Bold", " Tail"]
