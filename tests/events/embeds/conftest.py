import re
from html import unescape

import pytest


@pytest.fixture
def text_of(client):
    """Return a function that gets an address and gives the page's text, without tags, white space as one space."""

    def get(address):
        body = re.sub(r"<[^>]+>", "", client.get(address).content.decode())
        return re.sub(r"\s+", " ", unescape(body))

    return get
