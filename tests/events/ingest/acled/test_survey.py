import datetime
import tracemalloc

import pytest

from events.ingest.acled.report import rows_left
from events.ingest.acled.survey import survey
from events.models import Status
from tests.events.ingest.acled.exports import (
    FORCES,
    LEGACY,
    OVERTAKES,
    PEACEFUL,
    REGAINS,
    acled_row,
    export,
    make_kunduz,
)
from tests.factories import make_actor, make_district, make_event

pytestmark = pytest.mark.django_db


def taken(*rows, **options):
    """Return the rows that become drafts."""
    return survey(export(*rows, **options)).drafts


def reasons(*rows, **options):
    """Return {reason: number of rows}."""
    return dict(survey(export(*rows, **options)).reasons)


def sentence(**cells):
    """Return why a row is not taken."""
    (examples,) = survey(export(acled_row(**cells))).examples.values()
    return examples[0].sentence


def test_a_fall_becomes_a_draft():
    make_kunduz()

    (draft,) = taken()

    assert (draft.event_id, draft.located.unit.code, draft.kind) == ("AFG10001", "AF1905", "captured")
    assert (draft.controller.slug, draft.opponent.slug, draft.deaths) == ("taliban", "government", 7)
    assert (draft.days.day, draft.published) == (datetime.date(2021, 6, 21), datetime.date(2021, 6, 28))
    assert (draft.voices, draft.sources) == ((None,), ("Valley Wire", "Northern Radio"))


@pytest.mark.parametrize(
    ("cells", "kind", "controller"),
    [
        pytest.param(
            {"actor1": FORCES, "actor2": "Taliban", "notes": "Afghan forces lost Imam Sahib district to the Taliban."},
            "captured",
            "taliban",
            id="loser-is-actor1",
        ),
        pytest.param(
            {"sub_event_type": REGAINS, "notes": "Troops retook the Imam Sahib district headquarters."},
            "captured",
            "government",
            id="regained",
        ),
        pytest.param(
            {"sub_event_type": PEACEFUL, "actor2": "", "notes": "Afghan forces withdrew from Imam Sahib district."},
            "handed_over",
            "taliban",
            id="peaceful",
        ),
        pytest.param({"actor2": ""}, "captured", "taliban", id="no-actor2"),
        pytest.param(
            {"notes": "Taliban captured the districts of Archi and Imam Sahib."},
            "captured",
            "taliban",
            id="shared-note",
        ),
        pytest.param(
            {"notes": "In Imam Sahib, Taliban captured the district center."},
            "captured",
            "taliban",
            id="without-a-name",
        ),
        pytest.param({"location": "Lower Ford"}, "captured", "taliban", id="village"),
        pytest.param({"event_date": "2021-06-21"}, "captured", "taliban", id="iso-day"),
    ],
)
def test_rows_of_a_district_are_taken(cells, kind, controller):
    make_kunduz()

    (draft,) = taken(acled_row(**cells))

    assert (draft.kind, draft.controller.slug) == (kind, controller)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        pytest.param({"country": "Pakistan", "iso": "586"}, "elsewhere", id="another-country"),
        pytest.param({"iso": "586"}, "elsewhere", id="another-iso"),
        pytest.param({"country": ""}, "elsewhere", id="no-country"),
        pytest.param({"sub_event_type": "Armed clash"}, "not_territory", id="clash"),
        pytest.param({"sub_event_type": ""}, "not_territory", id="no-type"),
        pytest.param({"event_id_cnty": ""}, "bad_row", id="no-id"),
        pytest.param({"admin1": "Kun\x00duz"}, "bad_row", id="zero-byte"),
        pytest.param({"timestamp": "soon"}, "bad_row", id="timestamp"),
        pytest.param({"event_date": "yesterday"}, "bad_date", id="no-day"),
        pytest.param({"time_precision": "day"}, "bad_precision", id="time-precision"),
        pytest.param({"geo_precision": "0"}, "bad_precision", id="geo-precision"),
        pytest.param({"latitude": ""}, "bad_place", id="no-latitude"),
        pytest.param({"geo_precision": "3"}, "region_only", id="region"),
        pytest.param({"notes": ""}, "nothing_told", id="no-note"),
        pytest.param({"notes": "Clashes took place in Imam Sahib district."}, "nothing_told", id="clashes"),
        pytest.param({"notes": "Taliban tried to seize Imam Sahib district."}, "attempt", id="attempt"),
        pytest.param({"notes": "Taliban seized a base in Imam Sahib district."}, "not_a_district", id="base"),
        pytest.param({"notes": "Taliban seized Imam Sahib city."}, "other_district", id="city-of-no-centre"),
        pytest.param({"notes": "Taliban seized Imam Sahib district. Officials denied it."}, "denied", id="denied"),
        pytest.param({"admin2": "Nowhere"}, "district_unknown", id="district"),
        pytest.param({"admin1": "Nowhere"}, "district_unknown", id="province"),
        pytest.param({"admin2": "Kunduz"}, "places_disagree", id="admin2-elsewhere"),
        pytest.param({"notes": "Taliban captured Archi district."}, "other_district", id="note-elsewhere"),
        pytest.param({"actor1": "Hill Riders"}, "unknown_actor", id="actor1"),
        pytest.param({"actor2": "Hill Riders"}, "unknown_actor", id="actor2"),
        pytest.param({"sub_event_type": REGAINS}, "side_unclear", id="type-against-note"),
        pytest.param({"actor1": "Civilians (Afghanistan)"}, "side_unclear", id="gainer-is-none-of-the-actors"),
        pytest.param(
            {"notes": "Taliban captured Imam Sahib district. Police retook it."}, "more_than_one", id="there-and-back"
        ),
    ],
)
def test_each_row_that_is_not_taken_has_a_reason(cells, reason):
    make_kunduz()

    assert reasons(acled_row(**cells)) == {reason: 1}


def test_a_row_with_too_few_cells_is_broken():
    make_kunduz()
    stream = export()
    stream.seek(0, 2)
    stream.write(b"AFG10002,22 June 2021\r\n")
    stream.seek(0)

    assert survey(stream).reasons == {"bad_row": 1}


def test_what_the_note_is_about_is_quoted_in_the_reason():
    make_kunduz()

    assert sentence(notes="Taliban seized two checkpoints in the district.") == (
        "The note speaks of “two checkpoints in the district”, not of a district, its centre or its headquarters."
    )


def test_rows_that_share_a_note_are_judged_each_by_its_own_place():
    make_kunduz()
    note = "Taliban captured Imam Sahib district and a checkpoint in Archi district."
    archi = {"admin2": "Dasht-e-Archi", "location": "Dasht-e-Archi", "latitude": "36.992", "longitude": "69.189"}
    rows = [acled_row(notes=note), acled_row(event_id_cnty="AFG10002", notes=note, **archi)]

    found = survey(export(*rows))

    assert ([draft.event_id for draft in found.drafts], dict(found.reasons)) == (["AFG10001"], {"other_district": 1})


def test_the_legacy_layout_gives_the_same():
    make_kunduz()

    assert taken(columns=LEGACY) == taken()


def test_a_party_that_claims_it_is_the_voice():
    make_kunduz()

    (draft,) = taken(acled_row(notes="Taliban claimed to have captured Imam Sahib district."))

    assert draft.voices == (make_actor("taliban").pk,)


def test_sources_that_are_a_partys_own_are_its_word():
    make_kunduz()

    (draft,) = taken(acled_row(source="Voice of Jihad"))

    assert draft.voices == (make_actor("taliban").pk,)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        pytest.param("16 June 2021", 1, id="five-days-before"),
        pytest.param("17 June 2021", 0, id="four-days-before"),
        pytest.param("25 June 2021", 0, id="four-days-after"),
        pytest.param("26 June 2021", 1, id="five-days-after"),
    ],
)
def test_what_is_logged_already_within_four_days_is_not_taken(day, count):
    make_kunduz()
    make_event(date=datetime.date(2021, 6, 21))

    assert len(taken(acled_row(event_date=day))) == count


@pytest.mark.parametrize(
    "event",
    [
        pytest.param({"status": Status.RETRACTED}, id="retracted"),
        pytest.param({"kind": "contested"}, id="only-fighting"),
        pytest.param({"controller": "government", "opponent": "taliban"}, id="other-direction"),
        pytest.param({"district": "AF1906"}, id="other-district"),
    ],
)
def test_another_event_does_not_say_the_same(event):
    make_kunduz()
    event |= {name: make_actor(event[name]) for name in ("controller", "opponent") if name in event}
    event |= {"district": make_district(event["district"])} if "district" in event else {}
    make_event(**event)

    assert len(taken()) == 1


def test_the_event_that_says_the_same_is_named():
    make_kunduz()
    event = make_event()

    assert sentence() == f"{event.code} says the same: Imam Sahib to Taliban, 2021-06-21."


def test_a_second_row_of_the_same_fall_is_not_taken():
    make_kunduz()

    assert reasons(acled_row(), acled_row(event_id_cnty="AFG10002", event_date="2021-06-22")) == {"duplicate": 1}


def test_an_id_that_stands_twice_in_a_file_is_taken_once():
    make_kunduz()

    assert reasons(acled_row(), acled_row()) == {"repeated_id": 1}


def test_examples_are_limited_and_counts_are_not():
    make_kunduz()

    found = survey(export(*(acled_row(country="Iran") for _ in range(50))))

    assert (found.rows, found.left, found.reasons["elsewhere"], len(found.examples["elsewhere"])) == (50, 50, 50, 20)


def test_every_row_that_is_left_is_in_the_report():
    make_kunduz()
    rows = [acled_row(), acled_row(event_id_cnty="AFG10002", geo_precision="3"), acled_row(country="Iran")]

    found = list(rows_left(export(*rows)))

    assert found == [
        ["row", "event_id_cnty", "reason", "sentence"],
        ["3", "AFG10002", "region_only", "geo_precision is 3: the event is known only to lie in the region."],
        ["4", "AFG10001", "elsewhere", "country is “Iran”, iso “4”: not Afghanistan."],
    ]


def many(count):
    """Return an export of different rows, each of which is judged to the end."""
    notes = "Taliban captured the district center of Imam Sahib from Afghan forces."
    return export(
        *(
            acled_row(event_id_cnty=f"AFG{number}", notes=f"{notes} Line {number}.", sub_event_type=sub_type)
            for number, sub_type in zip(range(count), [OVERTAKES, "Armed clash", "Attack"] * count, strict=False)
        )
    )


def test_more_rows_ask_no_more_of_the_database(django_assert_num_queries):
    make_kunduz()
    survey(many(1))

    for count in (3, 300):
        with django_assert_num_queries(8):
            survey(many(count))


def test_more_rows_take_no_more_memory():
    make_kunduz()
    peaks = []
    for count in (1_000, 5_000):
        stream = many(count)
        tracemalloc.start()
        survey(stream)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.5
