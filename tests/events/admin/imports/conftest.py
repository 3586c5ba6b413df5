import pytest


@pytest.fixture(autouse=True)
def kept(tmp_path, settings):
    """Keep what is handed in in a folder of the test's own, and give that folder."""
    storage = settings.STORAGES["default"]
    settings.STORAGES = settings.STORAGES | {"default": storage | {"OPTIONS": {"location": tmp_path, "base_url": None}}}
    return tmp_path / "uploads"
