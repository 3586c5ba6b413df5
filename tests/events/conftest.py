import pytest


@pytest.fixture
def archive_folder(tmp_path, settings):
    """Keep the archived copies of a test in a folder of its own, which this is."""
    storages = {name: dict(value) for name, value in settings.STORAGES.items()}
    storages["default"]["OPTIONS"] = {"location": tmp_path / "archive", "base_url": None}
    settings.STORAGES = storages
    return tmp_path / "archive"
