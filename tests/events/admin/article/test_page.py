import datetime
import pathlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import CasualtyClaim, ControlEvent, LogEntry, Report, Source, Status, Tally
from tests.events.admin.article.conftest import filled, text_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/admin/events/article/"
SEED = (pathlib.Path(__file__).parents[3] / "articles" / "kunduz.txt").read_text()
ADDRESS = "https://www.trtworld.com/news/kunduz-gates"


def save(client, page, **changes):
    changes = {"action": "draft", "report__title": "Clashes", "report__url": ADDRESS} | changes
    return client.post(PAGE, filled(page, **changes))


def drafts():
    return ControlEvent.objects.filter(status=Status.DRAFT).order_by("pk")


def test_the_page_shows_each_proposal_with_its_rule_and_its_words(reader):
    page = reader(SEED)

    words = text_of(page)
    assert "Imam Sahib, Kunduz (AF1905), 21 June 2021: The Taliban took it from the Afghan government." in words
    assert "It would be claimed." in words
    assert "Losses claimed by Afghan government: 50 killed, Taliban" in words
    assert "held-before" in words
    assert '<mark class="article-event' in page.content.decode()
    assert not drafts().exists()


def test_accepted_proposals_become_drafts_and_the_rest_is_left(reader, client, editor, unlogged):
    page = reader(SEED)

    answer = save(
        client,
        page,
        **{"lines-0-decision": "accept", "lines-0-anyway": "on", "lines-1-decision": "accept", "lines-1-anyway": "on"},
        rest="on",
    )

    assert answer.status_code == 302, text_of(answer)
    assert list(drafts().values_list("district__code", "kind", "controller__slug", "date", "author__username")) == [
        ("AF1901", "contested", "government", datetime.date(2021, 6, 21), "editor"),
        ("AF1905", "captured", "taliban", datetime.date(2021, 6, 21), "editor"),
    ]
    fighting, fall = drafts()
    assert list(fighting.citations.values_list("voice__slug", "stance")) == [("government", "asserts")]
    assert list(fall.citations.values_list("voice__slug", "stance", "attribution")) == [
        ("taliban", "asserts", "the Taliban")
    ]
    assert list(CasualtyClaim.objects.values_list("event", "voice__slug", "of__slug", "outcome", "low", "high")) == [
        (fighting.pk, "government", "taliban", "killed", 50, 50)
    ]
    report = Report.objects.get(url=ADDRESS)
    assert (report.source.slug, report.public) == ("trt-pashto", False)


def test_nothing_that_was_accepted_is_public_before_it_is_published(reader, client, unlogged):
    page, before = reader(SEED), LogEntry.objects.current_version()
    save(
        client,
        page,
        **{"tallies-0-decision": "accept", "lines-1-decision": "accept", "lines-1-anyway": "on"},
        rest="on",
    )

    assert LogEntry.objects.current_version() == before
    assert client.get("/api/v1/reports/?limit=1000").content.count(ADDRESS.encode()) == 0
    assert not Tally.objects.public().filter(report__url=ADDRESS).exists()


def test_a_tally_and_a_note_are_kept_with_the_report(reader, client):
    page = reader(SEED)
    notes = {f"notes-{number}-decision": "discard" for number in range(3)} | {"notes-2-decision": "accept"}

    answer = save(client, page, **{"tallies-0-decision": "accept"}, **notes, rest="on")

    assert answer.status_code == 302, text_of(answer)
    report = Report.objects.get(url=ADDRESS)
    assert report.note == "Afghan government: The government left districts that are not named."
    assert list(report.tallies.values_list("voice__slug", "actor__slug", "count_low", "count_high", "denominator")) == [
        ("taliban", "taliban", 50, None, 421)
    ]
    assert not drafts().exists()


def test_what_nothing_is_decided_of_is_asked_for_and_nothing_is_saved(reader, client):
    page = reader(SEED)

    answer = save(client, page, **{"lines-1-decision": "accept", "lines-1-anyway": "on"})

    assert answer.status_code == 200
    assert "Event 1: Decide: accept it or discard it." in text_of(answer)
    assert 'value="accept" checked' in answer.content.decode().replace('" id="id_lines-1-decision_0"', '"')
    assert not drafts().exists()


def test_nothing_accepted_is_said_and_nothing_is_saved(reader, client):
    page = reader(SEED)

    answer = save(client, page, rest="on")

    assert "Nothing is accepted" in text_of(answer)
    assert not Report.objects.filter(url=ADDRESS).exists()


def test_an_event_that_is_logged_already_can_be_cited_instead(reader, client):
    known = ControlEvent.objects.published().filter(district__code="AF1905", controller__slug="taliban").first()
    page = reader(SEED)
    assert known.code in text_of(page)

    answer = save(client, page, **{"lines-1-decision": "accept", "lines-1-cite": known.code}, rest="on")

    assert answer.status_code == 302, text_of(answer)
    assert not drafts().exists()
    assert known.citations.filter(report__url=ADDRESS, voice__slug="taliban").exists()


def test_an_edited_proposal_is_saved_as_it_was_edited(reader, client):
    page = reader()

    save(
        client,
        page,
        **{
            "lines-0-decision": "accept",
            "lines-0-place": "Dasht-e Archi, Kunduz",
            "lines-0-kind": "handed_over",
            "lines-0-anyway": "on",
        },
    )
    answer = save(
        client,
        page,
        **{
            "lines-0-decision": "accept",
            "lines-0-place": "Dasht-e Archi, Kunduz",
            "lines-0-kind": "handed_over",
            "lines-0-day": "2010-06-21",
            "lines-0-earliest": "",
            "lines-0-latest": "",
            "lines-0-anyway": "on",
        },
    )

    assert answer.status_code == 302, text_of(answer)
    [draft] = drafts()
    assert (draft.district.name, draft.kind, draft.date.year) == ("Dasht-e-Archi", "handed_over", 2010)


def test_a_discarded_proposal_may_be_wrong_in_every_field(reader, client, unlogged):
    page = reader(SEED)
    wrong = {"lines-0-decision": "discard", "lines-0-place": "Atlantis", "lines-0-day": "never", "lines-0-kind": "x"}

    answer = save(client, page, **wrong, **{"lines-1-decision": "accept", "lines-1-anyway": "on"}, rest="on")

    assert answer.status_code == 302, text_of(answer)


def test_a_new_source_is_asked_for_and_held_back(reader, client, unlogged):
    page = reader(source="The Northern Post")
    assert "No source is named" not in text_of(page)
    decided = {"lines-0-decision": "accept", "lines-0-anyway": "on"}

    first = save(client, page, **decided, report__url="https://northernpost.example/1")
    second = client.post(PAGE, filled(first, action="draft", **{"report-new_source": "on"}))

    assert "No source is named “The Northern Post”" in text_of(first)
    assert second.status_code == 302, text_of(second)
    source = Source.objects.get(name="The Northern Post")
    assert (source.public, source.reliability) == (False, "F")


def test_a_saved_page_is_read_as_its_article(reader):
    content = (
        "<html><head><title>North</title></head><body><nav>Sport</nav><article><h1>North</h1>"
        "<p>The Taliban captured Imam Sahib district of Kunduz province on Monday, the Taliban said in a message.</p>"
        "<p>Residents of the city heard the fighting through the night and stayed in their houses.</p></article></body>"
    )

    page = reader("", page=SimpleUploadedFile("north.html", content.encode(), content_type="text/html"))

    assert "Imam Sahib, Kunduz (AF1905)" in text_of(page)
    assert "Sport" not in text_of(page)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param({"text": ""}, "Paste the article's text, or choose its saved page.", id="nothing"),
        pytest.param({"text": "   \n"}, "Paste the article's text", id="white-space"),
        pytest.param({"text": "x" * 300_001}, "has 300,001 letters: 300,000 at most", id="too-long"),
        pytest.param({"text": "a", "published": "31 Juni"}, "“31 Juni” is no day", id="no-day"),
        pytest.param({"text": "a", "published": "2091-01-01"}, "is in the future", id="future"),
        pytest.param({"text": "<html><body></body></html>"}, "No article was found in this page", id="empty-page"),
    ],
)
def test_what_cannot_be_read_is_said_on_its_field_and_kept(reader, given, sentence):
    page = reader(**given)

    assert page.status_code == 200
    assert sentence in text_of(page)
    assert given.get("published", "2021-06-21") in page.content.decode()


def test_a_text_that_says_nothing_of_control_gives_no_proposal(reader):
    page = reader("Apricot harvest begins\n\nFarmers in Baghlan province expect a good year, traders said on Monday.")

    assert "Nothing in this text speaks of control of a district" in text_of(page)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"lines-TOTAL_FORMS": "nonsense"}, id="no-number-of-events"),
        pytest.param({"lines-TOTAL_FORMS": "100000"}, id="too-many-events"),
        pytest.param({"lines-0-losses-TOTAL_FORMS": None}, id="no-number-of-losses"),
        pytest.param({"lines-0-cite": "E999999999999999999999"}, id="an-endless-id"),
        pytest.param({"read-published": "2021-99-99"}, id="no-day-of-reading"),
        pytest.param({"read-text": "\x00" * 50}, id="null-characters"),
        pytest.param({"tallies-0-low": "9" * 40, "tallies-0-decision": "accept"}, id="an-endless-count"),
        pytest.param({"lines-1-decision": "perhaps"}, id="an-unknown-decision"),
    ],
)
def test_a_mangled_form_is_answered_with_the_page_and_saves_nothing(reader, client, change):
    page = reader(SEED)
    decided = {"lines-0-decision": "accept", "lines-0-anyway": "on"}

    answer = save(client, page, **decided | change)

    assert answer.status_code == 200
    assert not drafts().exists()


def test_a_person_without_a_role_may_not_read_articles(client, db):
    client.force_login(make_person(""))

    assert client.get(PAGE).status_code == 403


def test_a_contributor_may_read_an_article_and_save_drafts(client, record, unlogged):
    client.force_login(make_person("Contributor", name="contributor"))
    page = client.post(PAGE, {"action": "read", "text": SEED, "published": "2021-06-21", "source": "TRT Pashto"})

    answer = save(client, page, **{"lines-1-decision": "accept", "lines-1-anyway": "on"}, rest="on")

    assert answer.status_code == 302, text_of(answer)
    assert drafts().count() == 1
