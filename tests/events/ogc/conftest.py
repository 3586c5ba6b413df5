import pytest

from districts.models import District, Province
from tests.events.api.conftest import filling, small_record  # noqa: F401
from tests.shapes import BOUNDARY, CELL


@pytest.fixture
def drawn(small_record):  # noqa: F811
    """Give Kunduz a cell and Imam Sahib a boundary as well, in the small record; Khan Abad has no shape."""
    District.objects.filter(code__in=["AF1901", "AF1905"]).update(cell=CELL)
    District.objects.filter(code="AF1905").update(boundary=BOUNDARY)
    Province.objects.update(cell=CELL)


@pytest.fixture
def ask(client):
    """Return a function that asks the OGC API for an address below /api/ogc with parameters."""

    def ask(path, headers=None, **parameters):
        return client.get(f"/api/ogc{path}", parameters, headers=headers)

    return ask
