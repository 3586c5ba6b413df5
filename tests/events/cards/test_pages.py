"""Cards: a picture of the map of the day that was asked for, and of nothing else."""

import datetime
import io

import pytest
from PIL import Image, ImageFont

from districts import shapes
from districts.models import District
from events.cards import sheet
from events.cards.raster import face_of
from events.cards.sheet import HEIGHT, MAP_WIDTH, MARGIN, WIDTH, plain, wrapped
from events.control.state import Moment, district_states
from events.models import LogEntry
from events.pages import picture, readings
from events.pages.tenure import all_periods, with_tenure
from tests.factories import make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


draw = sheet._told


def image_of(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    image = Image.open(io.BytesIO(answer.content))
    assert image.size == (1200, 630)
    return image.convert("RGB")


def expected(day, perspective):
    """Return [(shape, colour of the face)] of the districts whose face has no pattern on it."""
    moment = Moment(as_of=day, version=LogEntry.objects.current_version(), perspective=perspective)
    rows = with_tenure(district_states(moment), all_periods(moment), day)
    spots = picture.draw(rows, readings.actors_by_slug(), label="").spots
    return [(spot.shape, face_of(spot)) for spot in spots if not (spot.contested or spot.claimant or spot.shape.marker)]


@pytest.mark.parametrize("perspective", ["confirmed", "government"])
def test_each_district_has_the_colour_of_who_held_it_that_day(client, perspective):
    image = image_of(client.get(f"/cards/map.png?as_of=2021-07-10&perspective={perspective}"))

    *_, across, down = map(float, shapes.country_map().view_box.split())
    scale = min(MAP_WIDTH / across, (HEIGHT - 2 * MARGIN) / down)
    left = WIDTH - MARGIN - MAP_WIDTH + (MAP_WIDTH - round(across * scale)) // 2
    top = (HEIGHT - round(down * scale)) // 2
    near = [
        max(
            abs(a - b)
            for a, b in zip(image.getpixel((left + shape.x * scale, top + shape.y * scale)), colour, strict=True)
        )
        for shape, colour in expected(datetime.date(2021, 7, 10), perspective)
    ]

    assert len(near) > 330
    # Some seats lie on the edge of their district, under its outline.
    assert sum(apart < 12 for apart in near) > 0.9 * len(near)


def test_the_legend_is_whole_even_where_the_title_must_be_smaller_for_it(client, monkeypatch):
    told = []
    monkeypatch.setattr(sheet, "_told", lambda image, *rest: told.append(rest) or draw(image, *rest))

    client.get("/cards/map.png?as_of=2021-07-24&perspective=reported")

    _, _, lines, size = told[-1]
    assert (len(lines), len(told) > 1, size < sheet.TITLES[0]) == (8, True, True)
    assert draw(Image.new("RGB", sheet.SIZE), *told[-1])
    assert sum(line.number for line in lines if not line.claimant) == 421


def test_the_cards_of_days_perspectives_and_places_differ(client):
    addresses = [
        "/cards/map.png",
        "/cards/map.png?as_of=2021-07-10",
        "/cards/map.png?as_of=2021-07-10&perspective=confirmed",
        "/cards/map.png?as_of=2021-07-10&reported_by=2021-07-01",
        "/cards/provinces/AF19.png?as_of=2021-06-22",
        "/cards/districts/AF1905.png?as_of=2021-06-22",
    ]

    cards = {address: client.get(address) for address in addresses}

    assert len({image_of(card).tobytes() for card in cards.values()}) == 6
    assert max(len(card.content) for card in cards.values()) < 120_000
    assert client.get("/cards/districts/AF9999.png").status_code == 404
    assert client.get("/cards/provinces/AF1905.png").status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("as_of=0001-01-01", "as_of is 0001-01-01. It should be a day from"),
        ("as_of=9999-12-31", "as_of is 9999-12-31. It should be a day from"),
        ("reported_by=9999-12-31", "reported_by is 9999-12-31. It should be a day from"),
        ("perspective=mine", "perspective is mine. It should be one of"),
        ("width=100000", "width is 100000. It should be one of as_of, perspective, reported_by"),
    ],
)
def test_what_would_cost_much_and_say_nothing_is_refused(client, text_of, query, words):
    assert client.get(f"/cards/map.png?{query}").status_code == 400
    assert words in text_of(f"/cards/map.png?{query}")


def test_a_card_is_drawn_once_for_a_version_of_the_record_and_of_the_shapes(client, monkeypatch):
    drawn = []
    monkeypatch.setattr("events.cards.pages.draw", lambda *asked: drawn.append(asked) or b"card")

    def ask():
        return client.get("/cards/districts/AF1905.png")["ETag"]

    first = [ask(), ask()]
    make_event(district=District.objects.get(code="AF1905"), summary="Again.")
    second = [ask(), ask()]
    District.objects.filter(code="AF1901").update(cell=None)
    third = [ask(), ask()]

    assert len(drawn) == 3
    assert [len(set(tags)) for tags in (first, second, third)] == [1, 1, 1]
    assert len({*first, *second, *third}) == 3
    assert client.get("/cards/districts/AF1905.png", headers={"If-None-Match": third[0]}).status_code == 304


def test_a_card_takes_few_queries(client, django_assert_max_num_queries):
    client.get("/cards/map.png")
    with django_assert_max_num_queries(14):
        client.get("/cards/map.png?as_of=2021-07-11")


def test_the_words_are_made_of_letters_that_the_font_has():
    assert plain("9–12 July, “Kūnduz”…") == "9-12 July, “Kunduz”..."


def test_a_text_is_broken_between_words_so_that_it_fits():
    font = ImageFont.load_default(30)

    lines = wrapped("On 10 July 2021 the Afghan government held 223 of 421 districts.", font, 300)

    assert " ".join(lines) == "On 10 July 2021 the Afghan government held 223 of 421 districts."
    assert max(map(font.getlength, lines)) <= 300
    assert len(lines) > 2
