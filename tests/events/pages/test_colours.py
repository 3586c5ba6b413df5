"""The sheet of the actors' colours."""

import pytest

from events.pages.colours import on_dark
from tests.factories import make_actor


@pytest.mark.django_db
def test_each_actor_with_a_colour_has_it_on_light_and_on_dark_paper(client):
    make_actor("crown", colour="#2166ac")
    make_actor("2nd-league", colour="#4d4d4d")
    make_actor("neighbour", colour="", is_party=False)

    answer = client.get("/actors.css")
    again = client.get("/actors.css", headers={"If-None-Match": answer["ETag"]})

    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert (again.status_code, again.content) == (304, b"")
    assert (
        answer.content.decode()
        == """[class~="2nd-league"] { --holder: #4d4d4d; }
[class~="crown"] { --holder: #2166ac; }
@media (prefers-color-scheme: dark) {
[class~="2nd-league"] { --holder: #9a9a9a; }
[class~="crown"] { --holder: #5e9ee0; }
}
"""
    )


@pytest.mark.parametrize(
    ("colour", "lighter"),
    [
        ("#c4581a", "#e67e43"),
        ("#000000", "#9c9c9c"),
        ("#0000ff", "#8f8fff"),
        ("#ffff00", "#ffff00"),
        ("#ffffff", "#ffffff"),
    ],
    ids=["of a middle lightness", "black", "blue, which is dark", "light already", "white"],
)
def test_on_dark_paper_a_colour_is_lightened_until_it_is_bright(colour, lighter):
    assert on_dark(colour) == lighter
