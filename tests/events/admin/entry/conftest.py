import pytest

from tests.factories import make_actor, make_district, make_province, make_source


@pytest.fixture
def places(db):
    """Let there be two provinces with three and two districts, Khanabad in both, both sides and a source."""
    kunduz, takhar = make_province(), make_province("AF18", name="Takhar", iso_3166_2="AF-TAK")
    make_district(), make_district("AF1902", province=kunduz, name="Chahar Darah")
    make_district("AF1903", province=kunduz, name="Khanabad")
    make_district("AF1801", province=takhar, name="Khanabad"), make_district("AF1802", province=takhar, name="Rustaq")
    make_actor("taliban"), make_actor("government"), make_source()
