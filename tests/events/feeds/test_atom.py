"""Atom: an entry a change of an event, with an id that stays; what is hidden or a draft is in no feed."""

import datetime

import feedparser
import pytest

from events.control.lifecycle import move
from events.control.merging import merge
from events.control.recording import recording
from events.models import LogEntry, Report, Status
from tests.events.test_restricted import SECRETS, restrict, whisper  # noqa: F401 – a fixture
from tests.factories import make_actor, make_district, make_event, make_province

pytestmark = pytest.mark.django_db


def parsed(client, address):
    answer = client.get(address)
    feed = feedparser.parse(answer.content)

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.bozo is False
    return feed


def told(feed):
    return [(one.tags[0].term, one.links[1].href, one.updated.replace("Z", "+00:00")) for one in feed.entries]


def logged():
    """Return what the log says in the same form, the last first."""
    terms = {"new": "change", "change": "change", "correction": "correction", "retraction": "retraction"}
    history = "http://testserver/api/v1/events/{0.object_id}/history/?version={0.version}"
    return [
        (terms[entry.change_kind], history.format(entry), entry.at.isoformat())
        for entry in LogEntry.objects.filter(object_type="event").order_by("-seq")
    ]


@pytest.fixture
def lives():
    """One event is corrected and cited again, one merged into it, one retracted and one is a draft."""
    kept = make_event(id=1, summary="The centre fell.")
    twice = make_event(id=2, date=datetime.date(2021, 6, 20))
    wrong = make_event(id=3, district=make_district("AF1904", name="Khan Abad"))
    with recording(reason="It was the day before.") as record:
        kept.date = kept.date_earliest = datetime.date(2021, 6, 20)
        kept.save()
        record.touch(kept.district_id)
    with recording(reason="One fall.") as record:
        merge(duplicate=twice, survivor=kept, record=record)
    with recording(reason="Another district was meant.") as record:
        move(event=wrong, status=Status.RETRACTED, record=record)
    make_event(id=4, summary="Nobody knows yet.", status=Status.DRAFT)


def test_the_entries_of_a_feed_are_those_of_the_log_through_a_whole_life(client, lives):
    feed = parsed(client, "/feeds/")

    assert told(feed) == logged()
    assert [(one.tags[0].term, one.title) for one in feed.entries] == [
        ("retraction", "Retracted: Khan Abad, Kunduz, 21 June 2021: The Taliban took it from the Afghan government"),
        (
            "correction",
            "Merged into another event: Imam Sahib, Kunduz, 20 June 2021: "
            "The Taliban took it from the Afghan government",
        ),
        ("change", "Imam Sahib, Kunduz, 20–21 June 2021: The Taliban took it from the Afghan government"),
        (
            "correction",
            "Corrected: Imam Sahib, Kunduz, 20–21 June 2021: The Taliban took it from the Afghan government",
        ),
        ("change", "Khan Abad, Kunduz, 21 June 2021: The Taliban took it from the Afghan government"),
        ("change", "Imam Sahib, Kunduz, 20 June 2021: The Taliban took it from the Afghan government"),
        ("change", "Imam Sahib, Kunduz, 21 June 2021: The Taliban took it from the Afghan government"),
    ]
    assert "Nobody knows yet" not in str(feed)


def test_a_retraction_is_an_entry_of_its_own_that_links_the_old_one_and_says_why(client, lives):
    retraction, *_, first, _, _ = parsed(client, "/feeds/").entries

    assert retraction["thr_in-reply-to"] == {"ref": first.id, "href": "http://testserver/events/E0003/"}
    assert [(link.rel, link.href) for link in retraction.links] == [
        ("alternate", "http://testserver/events/E0003/"),
        ("via", "http://testserver/api/v1/events/E0003/history/?version=6"),
        ("related", "http://testserver/events/E0003/"),
    ]
    assert retraction.id != first.id
    assert "Event E0003 was taken out of the record with version 6 and counts nowhere." in retraction.summary
    assert "Why: <span>Another district was meant.</span>" in retraction.summary
    in_dari = parsed(client, "/fa/feeds/").entries[0].summary
    assert '<span dir="auto" lang="en">Another district was meant.</span>' in in_dari
    assert client.get(retraction.links[1].href).status_code == 200


def test_a_merge_links_the_event_that_stays_and_a_correction_says_what_was_wrong(client, lives):
    _, merged, _, corrected, *_ = parsed(client, "/feeds/").entries

    assert [link.href for link in merged.links[2:]] == [
        "http://testserver/events/E0002/",
        "http://testserver/events/E0001/",
    ]
    assert "earliest day: 21 June 2021 → 20 June 2021" in corrected.summary
    assert "Why: <span>It was the day before.</span>" in corrected.summary


def test_ids_and_instants_of_entries_stay_when_more_is_recorded(client, lives):
    before = {one.id: (one.updated, one.summary) for one in parsed(client, "/feeds/").entries}
    make_event(id=5, date=datetime.date(2021, 7, 1))

    after = {one.id: (one.updated, one.summary) for one in parsed(client, "/feeds/").entries}

    assert len(before) == 7
    assert len(after) == 8
    assert before.items() <= after.items()


def test_what_only_who_gains_says_is_a_claim(client):
    make_event(citations=[{"voice": make_actor("taliban"), "attribution": "Taliban spokesman"}])

    (entry,) = parsed(client, "/feeds/").entries

    assert entry.tags[0].term == "claim"
    assert "its standing: claimed by the Taliban." in entry.summary
    assert "Asserted by <span>Taliban spokesman</span> (<span>AP</span>, <time" in entry.summary


def test_a_place_has_a_feed_of_its_own_also_of_what_was_moved_away_from_it(client):
    here, there = make_district(), make_district("AF2001", province=make_province("AF20"))
    moved = make_event(id=1, district=here)
    make_event(id=2, district=there)
    with recording() as record:
        record.touch(here.pk, there.pk)
        moved.district = there
        moved.save()

    addresses = ["districts/AF1905", "districts/AF2001", "provinces/AF19", "provinces/AF20"]
    ids = [[one.link[-6:-1] for one in parsed(client, f"/feeds/{each}/").entries] for each in addresses]

    assert ids == [["E0001", "E0001"], ["E0001", "E0002", "E0001"]] * 2
    assert client.get("/feeds/districts/AF9999/").status_code == 404


def test_a_feed_has_pages_that_follow_each_other_without_a_gap(client, monkeypatch):
    monkeypatch.setattr("events.feeds.told.AT_ONCE", 2)
    for day in range(1, 6):
        make_event(date=datetime.date(2021, 7, day))
    seen, address = [], "/feeds/"
    while address:
        feed = parsed(client, address)
        seen += told(feed)
        address = next((link.href for link in feed.feed.links if link.rel == "next"), None)

    assert len(seen) == 5
    assert seen == logged()


@pytest.mark.parametrize("query", ["before=x", "before=", "before=-1", "after=1", "before=" + "9" * 19])
def test_a_parameter_that_cannot_be_read_is_refused(client, query):
    assert client.get(f"/feeds/?{query}").status_code == 400


def test_a_feed_speaks_the_language_of_its_address_with_ids_that_are_the_same(client, lives):
    english, dari = parsed(client, "/feeds/"), parsed(client, "/fa/feeds/")

    assert (english.feed.language, dari.feed.language) == ("en", "fa-AF")
    assert [one.id for one in english.entries] == [one.id for one in dari.entries]
    assert dari.entries[0].link == "http://testserver/fa/events/E0003/"
    assert "۲۰۲۱" in dari.entries[0].title


def test_an_empty_feed_is_a_feed_too_and_the_same_each_time(client):
    make_district()

    assert parsed(client, "/feeds/districts/AF1905/").feed.updated == "1970-01-01T00:00:00+00:00"


def test_no_feed_tells_what_a_restricted_report_hides_not_even_of_before(client, whisper):  # noqa: F811
    assert "Secret agent" in str(parsed(client, "/feeds/"))
    restrict(whisper)

    feed = client.get("/feeds/").content.decode() + client.get("/feeds/changes.ics").content.decode()

    assert "Restricted source, held by the editors" in feed
    assert [word for word in SECRETS if word in feed] == []


def test_a_feed_takes_as_many_queries_for_twenty_entries_as_for_one(client, django_assert_max_num_queries):
    make_event()
    with django_assert_max_num_queries(14) as few:
        client.get("/feeds/provinces/AF19/")
    report = Report.objects.get()
    for day in range(1, 20):
        make_event(date=datetime.date(2021, 7, day), citations=[{"report": report}])

    with django_assert_max_num_queries(len(few)):
        assert len(feedparser.parse(client.get("/feeds/provinces/AF19/").content).entries) == 20
