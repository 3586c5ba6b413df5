"""What the record that ships with Marz says, each fact argued from its citations."""

import pytest

from events.control.state import periods_at
from events.models import ControlEvent
from events.models.numbering import code_of
from tests.events.reading import citations, history, holder, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


@pytest.mark.parametrize("perspective", ["confirmed", "reported", "claimed", "government", "taliban"])
def test_imam_sahib_was_taken_by_the_taliban_on_21_june_2021(perspective):
    assert history("AF1905", perspective)[-1] == ("taliban", False, "2021-06-21", "E0587")
    assert holder("AF1905", "2021-06-20", perspective)[0] == "government"
    assert holder("AF1905", "2021-06-21", perspective) == ("taliban", False, "2021-06-21", "E0587", "confirmed")


def test_imam_sahibs_fall_is_confirmed_because_the_losing_side_said_so():
    """The provincial police, the government's voice, told the Washington Post, AP and Pajhwok that it had fallen: an
    admission against interest. On the 20th nobody had said so; on the 21st the Post and Asia-Plus had."""
    assert citations("E0587") == [
        ("asia-plus", "C", "independent", "asserts"),
        ("washington-post", "B", "government", "asserts"),
        ("ap", "B", "government", "asserts"),
        ("iswnews", "D", "independent", "asserts"),
        ("lwj", "B", "independent", "asserts"),
        ("pajhwok", "B", "government", "asserts"),
        ("presstories", "E", "taliban", "asserts"),
    ]
    assert holder("AF1905", "2021-06-21", "confirmed", "2021-06-20")[0] == "government"
    assert holder("AF1905", "2021-06-21", "confirmed", "2021-06-21")[0] == "taliban"


def test_kunduz_city_was_the_talibans_from_28_september_to_13_october_2015():
    """AP, a source graded B, saw it fall. The government's word of 1 October that it was back is its own claim and
    counts only where claims count; the Taliban's own announcement on the 13th that they had left confirms it."""
    assert citations("E0010") == [("ap", "B", "independent", "asserts")]
    assert citations("E0012") == [("reuters", "B", "government", "asserts")]
    assert citations("E0013") == [("task-and-purpose", "C", "taliban", "asserts")]
    for perspective in ("confirmed", "reported", "taliban"):
        assert history("AF1901", perspective, since="2015-01-01")[:2] == [
            ("taliban", False, "2015-09-28", "E0010"),
            ("government", False, "2015-10-13", "E0013"),
        ]
    for perspective in ("claimed", "government"):
        assert history("AF1901", perspective, since="2015-01-01")[:2] == [
            ("taliban", False, "2015-09-28", "E0010"),
            ("government", False, "2015-10-01", "E0012"),
        ]


def test_kunduz_city_was_contested_in_october_2016():
    """AFP's Taliban flag in the main square stands in one source graded C: reported, not confirmed. Officials said on
    the same day that the attack was beaten back: their own claim, which ends the fight where claims count."""
    assert citations("E0030") == [("ibtimes-uk", "C", "independent", "asserts")]
    assert citations("E0031") == [("ap", "B", "government", "asserts"), ("ibtimes-uk", "C", "government", "asserts")]
    assert holder("AF1901", "2016-10-03", "reported") == ("government", True, "2016-10-03", "E0030", "reported")
    assert holder("AF1901", "2016-10-03", "confirmed") == ("government", False, "2015-10-13", "E0013", "confirmed")
    assert holder("AF1901", "2016-10-03", "claimed") == ("government", False, "2016-10-03", "E0031", "claimed")
    assert history("AF1901", "claimed", since="2016-01-01")[:2] == [
        ("government", True, "2016-10-03", "E0030"),
        ("government", False, "2016-10-03", "E0031"),
    ]


@pytest.mark.parametrize("perspective", ["confirmed", "reported", "claimed", "government", "taliban"])
def test_kunduz_city_was_taken_in_august_2021_while_the_airport_held_on(perspective):
    """Reuters, graded B, dates the fall to 8 August with troops still at the airport; a councillor of the losing side
    said on the 11th that the whole north-east was the Taliban's."""
    assert citations("E0843") == citations("E0844") == [("reuters", "B", "independent", "asserts")]
    assert citations("E0854") == [("afp", "B", "government", "asserts")]
    assert history("AF1901", perspective, since="2021-06-01") == [
        ("taliban", False, "2021-08-08", "E0843"),
        ("taliban", True, "2021-08-08", "E0844"),
        ("taliban", False, "2021-08-11", "E0854"),
    ]


def test_khan_abad_was_lost_and_retaken_on_14_june_and_lost_again_on_20_june():
    """A councillor admitted the loss at six in the morning and dpa, graded B, named both; security officials admitted
    the second loss. The time of day puts the two events of the 14th in their order."""
    assert citations("E0542") == [
        ("dpa", "B", "independent", "asserts"),
        ("kabul-now", "C", "government", "asserts"),
        ("lwj", "B", "independent", "asserts"),
        ("afghanistan-times", "C", "independent", "asserts"),
    ]
    assert citations("E0569") == [("lwj", "B", "independent", "asserts"), ("pajhwok", "B", "government", "asserts")]
    assert history("AF1904", "confirmed") == [
        ("government", False, "2021-05-01", "E0349"),
        ("taliban", False, "2021-06-14", "E0542"),
        ("government", False, "2021-06-14", "E0543"),
        ("taliban", False, "2021-06-20", "E0569"),
    ]
    assert holder("AF1904", "2021-06-14", "confirmed")[:2] == ("government", False)


def test_khan_abads_fight_of_22_june_is_reported_only():
    """ISWNews, graded D, alone says that clashes go on, until the councillor's statement of 11 August."""
    assert citations("E0598") == [("iswnews", "D", "independent", "asserts")]
    assert history("AF1904", "reported", since="2021-06-15") == [
        ("taliban", False, "2021-06-20", "E0569"),
        ("taliban", True, "2021-06-22", "E0598"),
        ("taliban", False, "2021-08-11", "E0856"),
    ]


# The first day from May 2021 on which each capital is the Taliban's in the confirmed perspective, by that day.
FALLS = """\
2021-08-06 AF3401 Zaranj E0833
2021-08-08 AF1801 Taloqan E0842
2021-08-08 AF1901 Kunduz E0843
2021-08-08 AF2201 Sar-e Pul E0845
2021-08-09 AF2001 Aybak E0846
2021-08-10 AF0901 Pul-e Khumri E0848
2021-08-11 AF1701 Faizabad E0851
2021-08-11 AF2801 Sheberghan E0857
2021-08-12 AF1101 Ghazni E0861
2021-08-12 AF2701 Kandahar E0862
2021-08-12 AF3101 Qala-e Naw E0863
2021-08-13 AF0501 Pul-e Alam E0864
2021-08-13 AF2301 Firozkoh E0872
2021-08-13 AF2501 Tarin Kot E0879
2021-08-13 AF2601 Qalat E0884
2021-08-13 AF3001 Lashkar Gah E0899
2021-08-13 AF3201 Herat E0905
2021-08-14 AF0701 Mehtarlam E0912
2021-08-14 AF1201 Sharana E0921
2021-08-14 AF1501 Asadabad E0940
2021-08-14 AF2101 Mazar-e Sharif E0943
2021-08-14 AF2901 Maimana E0953
2021-08-15 AF0101 Kabul E0955
2021-08-15 AF0201 Mahmud-e Raqi E0970
2021-08-15 AF0301 Charikar E0976
2021-08-15 AF0401 Maidan Shahr E0985
2021-08-15 AF0601 Jalalabad E0990
2021-08-15 AF1001 Bamyan E1021
2021-08-15 AF1301 Gardez E1028
2021-08-15 AF1401 Khost E1033
2021-08-15 AF1601 Parun E1058
2021-08-15 AF2401 Nili E1086
2021-08-15 AF3301 Farah E1094
2021-09-06 AF0801 Bazarak E1130
"""


def falls(perspective):
    rows = periods_at(moment("2021-09-07", perspective)).filter(
        district__capital_of__isnull=False, controller__slug="taliban", start__gte="2021-05-01"
    )
    first = {}
    for row in rows.in_order().values_list("district__code", "start", "district__name", "event_id"):
        first.setdefault(row[0], row)
    lines = (f"{day} {code} {name} {code_of(event, 'E')}\n" for code, day, name, event in first.values())
    return sorted(lines)


def test_the_34_provincial_capitals_fell_between_6_august_and_6_september():
    """Kabul on 15 August: the Taliban's own word, and Reuters, graded B, which saw them enter."""
    assert citations("E0955") == [
        ("ariana-news", "C", "taliban", "asserts"),
        ("reuters", "B", "independent", "asserts"),
        ("tass", "C", "independent", "asserts"),
    ]
    assert "".join(falls("confirmed")) == FALLS


def test_weaker_words_move_the_falls_of_two_capitals_to_an_event_of_their_own():
    """A single report of a weak source names Tarin Kot's and Qalat's falls on the day on which AP's statement about
    the whole south, graded B, covers them too."""
    assert sorted(set(falls("reported")) - set(falls("confirmed"))) == [
        "2021-08-13 AF2501 Tarin Kot E0878\n",
        "2021-08-13 AF2601 Qalat E0883\n",
    ]


def test_claims_move_the_falls_of_sheberghan_and_farah():
    assert sorted(set(falls("claimed")) - set(falls("reported"))) == [
        "2021-07-16 AF2801 Sheberghan E0811\n",
        "2021-08-10 AF3301 Farah E0850\n",
    ]


def test_sheberghans_fall_of_7_august_is_disputed_because_reuters_still_saw_fighting():
    """The deputy governor admitted it on the 7th and the New York Times, graded B, wrote so: confirmed. On the 15th a
    neutral voice, Reuters, denied that day, and nobody neutral or of the losing side has asserted it in a later
    report: disputed. The Times' count of the city among those captured, as of the 11th, is denied by none."""
    assert citations("E0840") == [
        ("afp", "B", "government", "asserts"),
        ("new-york-times", "B", "independent", "asserts"),
        ("reuters", "B", "taliban", "asserts"),
        ("reuters", "B", "independent", "denies"),
    ]
    assert citations("E0857") == [("new-york-times", "B", "independent", "asserts")]
    assert holder("AF2801", "2021-08-10", "confirmed", "2021-08-14") == (
        *("taliban", False, "2021-08-07"),
        *("E0840", "confirmed"),
    )
    assert holder("AF2801", "2021-08-10", "confirmed")[0] == "government"
    assert history("AF2801", "confirmed")[-1] == ("taliban", False, "2021-08-11", "E0857")
    assert history("AF2801", "government")[-1] == ("taliban", False, "2021-08-07", "E0840")


def test_sheberghans_fall_of_16_july_is_the_talibans_claim():
    """Local officials denied it: disputed. So it counts where claims count, and in the Taliban's own version."""
    assert citations("E0811") == [
        ("republic-world", "D", "government", "denies"),
        ("republic-world", "D", "taliban", "asserts"),
    ]
    for perspective in ("claimed", "taliban"):
        assert history("AF2801", perspective)[-1] == ("taliban", False, "2021-07-16", "E0811")


def test_farahs_fall_of_10_august_is_disputed_because_two_lists_still_showed_it_as_contested():
    """AP and the New York Times, both graded B, confirmed it for two days; then VOA's list of the 13th and Reuters' of
    the 15th denied it, and no later report answers them: disputed. What is left is TOLOnews on the 15th: the whole
    country but Panjshir and parts of Kabul city."""
    assert citations("E0850") == [
        ("ap", "B", "independent", "asserts"),
        ("new-york-times", "B", "independent", "asserts"),
        ("voa", "B", "independent", "denies"),
        ("reuters", "B", "independent", "denies"),
    ]
    assert citations("E1094") == [("tolonews", "B", "independent", "asserts")]
    assert holder("AF3301", "2021-08-12", "confirmed", "2021-08-12")[:4] == ("taliban", False, "2021-08-10", "E0850")
    assert holder("AF3301", "2021-08-12", "confirmed", "2021-08-13")[0] == "government"
    assert history("AF3301", "confirmed") == [
        ("government", False, "2021-05-01", "E0470"),
        ("taliban", False, "2021-08-15", "E1094"),
    ]


def test_farahs_recapture_of_11_august_counts_where_its_loss_does():
    """1TV, by way of a source graded D, said so: reported. It changes nothing where the loss does not count."""
    assert citations("E0858") == [("sputnik", "D", "independent", "asserts")]
    assert history("AF3301", "claimed", since="2021-08-01") == [
        ("taliban", False, "2021-08-10", "E0850"),
        ("government", False, "2021-08-11", "E0858"),
        ("taliban", False, "2021-08-15", "E1094"),
    ]


SPIN_BOLDAK = [
    pytest.param(
        "confirmed",
        ("government", False, "2021-05-01", "E0421", "assumed"),
        # Both events of July are disputed: all that counts is the starting state.
        id="confirmed",
    ),
    pytest.param("reported", ("government", False, "2021-05-01", "E0421", "assumed"), id="reported"),
    pytest.param(
        "claimed",
        ("government", False, "2021-07-15", "E0805", "disputed"),
        # The last word before the 20th is the government's that it had retaken the place.
        id="claimed",
    ),
    pytest.param(
        "government",
        ("government", False, "2021-05-01", "E0421", "assumed"),
        # It never lost it: the Interior Ministry denied the fall, so the recapture changes no holder.
        id="government",
    ),
    pytest.param(
        "taliban",
        ("taliban", False, "2021-07-14", "E0802", "disputed"),
        # They took it on the 14th and deny that it was retaken.
        id="taliban",
    ),
]


@pytest.mark.parametrize(("perspective", "expected"), SPIN_BOLDAK)
def test_on_20_july_2021_spin_boldak_is_held_by_whom_each_perspective_says(perspective, expected):
    assert holder("AF2711", "2021-07-20", perspective) == expected


def test_spin_boldaks_fall_and_recapture_are_both_disputed():
    """The fall: the Taliban and a headline by way of a source graded D assert it, and the losing side, the Interior
    Ministry, denies it. The recapture: only the government, which gains by it, asserts it, and the Taliban deny it."""
    assert citations("E0802") == [
        ("afp", "B", "taliban", "asserts"),
        ("mehr", "D", "government", "denies"),
        ("sputnik", "D", "taliban", "asserts"),
        ("sputnik", "D", "independent", "asserts"),
    ]
    assert citations("E0805") == [
        ("reuters", "B", "government", "asserts"),
        ("reuters", "B", "taliban", "denies"),
        ("bcfocus", "E", "government", "asserts"),
        ("bcfocus", "E", "taliban", "denies"),
    ]
    assert set(ControlEvent.objects.filter(pk__in=[802, 805]).values_list("standing", flat=True)) == {"disputed"}
