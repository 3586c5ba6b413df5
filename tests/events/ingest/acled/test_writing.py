import datetime

import pytest

from events.ingest.acled.writing import import_acled
from events.models import CasualtyClaim, Citation, ControlEvent, LogEntry, Report, Source
from tests.events.ingest.acled.exports import PEACEFUL, acled_row, export, make_kunduz
from tests.factories import make_actor, make_source
from tests.people import make_person

pytestmark = pytest.mark.django_db


def imported(*rows, author=None):
    """Import rows and return what became of them."""
    return import_acled(stream=export(*rows), author=author)


def test_a_row_becomes_a_draft_of_its_importer_with_a_report_and_a_citation():
    make_kunduz()
    author = make_person("Analyst")

    imported(author=author)

    event = ControlEvent.objects.get()
    citation = event.citations.get()
    facts = (event.status, event.author, event.kind, event.controller.slug, event.opponent.slug, event.district.code)
    assert facts == ("draft", author, "captured", "taliban", "government", "AF1905")
    assert (event.date, event.date_earliest, event.date_latest) == (datetime.date(2021, 6, 21),) * 3
    assert event.summary == "Imam Sahib district in Kunduz was taken from the Afghan government by the Taliban."
    assert (citation.voice, citation.stance, citation.scope) == (None, "asserts", "district")
    assert citation.attribution == "ACLED, from Valley Wire; Northern Radio"
    assert citation.report.title == "AFG10001"
    assert (citation.report.published, citation.report.published_precision) == (datetime.date(2021, 6, 28), "inferred")


def test_nothing_becomes_public():
    make_kunduz()

    imported()

    assert [Source.objects.get(slug="acled").public, Report.objects.get().public] == [False, False]
    assert not LogEntry.objects.exists()


def test_acled_among_the_sources_is_left_as_it_is():
    make_kunduz()
    make_source("acled", reliability="B")

    imported()

    assert (Source.objects.get(slug="acled").reliability, Report.objects.get().source.public) == ("B", True)


def test_deaths_are_an_estimate_in_a_note_and_nobodys_claim():
    make_kunduz()

    imported()

    assert Citation.objects.get().note.endswith("ACLED's estimate of deaths: 7.")
    assert not CasualtyClaim.objects.exists()


def test_nothing_of_acleds_text_is_kept():
    make_kunduz()
    word = "Xylophone"

    imported(acled_row(notes=f"Taliban captured the district center of Imam Sahib. {word}.", tags=word))

    stored = [*ControlEvent.objects.values_list(), *Report.objects.values_list(), *Citation.objects.values_list()]
    assert word not in str(stored)


def test_a_transfer_without_a_fight_is_told_as_one():
    make_kunduz()

    imported(acled_row(sub_event_type=PEACEFUL))

    event = ControlEvent.objects.get()
    assert (event.kind, event.summary) == (
        "handed_over",
        "Imam Sahib district in Kunduz passed without a fight from the Afghan government to the Taliban.",
    )


def test_a_week_and_a_month_are_kept_as_uncertainty():
    make_kunduz()

    imported(acled_row(time_precision="2"))

    event = ControlEvent.objects.get()
    days = [event.date, event.date_earliest, event.date_latest, event.citations.get().claimed_date]
    assert [day and day.isoformat() for day in days] == ["2021-06-21", "2021-06-18", "2021-06-24", None]


def test_two_parties_whose_sources_say_so_are_two_voices():
    make_kunduz()

    imported(acled_row(source="Voice of Jihad; Ministry of Defense (Afghanistan)"))

    voices = {citation.voice for citation in Citation.objects.all()}
    assert voices == {make_actor("taliban"), make_actor("government")}


def test_a_long_list_of_sources_is_cut_in_the_attribution_and_whole_in_the_report():
    make_kunduz()
    names = "; ".join(f"Paper {number}" for number in range(60))

    imported(acled_row(source=names))

    assert len(Citation.objects.get().attribution) == 200
    assert Report.objects.get().note == f"ACLED lists as sources: {names}."


def test_a_row_without_a_timestamp_is_published_on_its_day():
    make_kunduz()

    imported(acled_row(timestamp=""))

    assert Report.objects.get().published == datetime.date(2021, 6, 21)


def test_a_second_import_changes_nothing():
    make_kunduz()
    imported()
    before = [model.objects.count() for model in (ControlEvent, Report, Citation, Source)]

    found = imported()

    assert (found.taken, dict(found.reasons)) == (0, {"known": 1})
    assert [model.objects.count() for model in (ControlEvent, Report, Citation, Source)] == before


def test_a_draft_that_was_discarded_does_not_come_back():
    make_kunduz()
    imported()
    ControlEvent.objects.all().delete()

    found = imported()

    assert (found.taken, ControlEvent.objects.count()) == (0, 0)
    assert found.examples["known"][0].sentence == (
        f"AFG10001 was taken in before as {Report.objects.get().code} (its draft was discarded)."
    )
