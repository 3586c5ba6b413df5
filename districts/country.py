"""The country whose ground is recorded, as the package that is served describes it."""

from zoneinfo import ZoneInfo

from django.conf import settings

from districts.languages import active

# The days of the record are days there.
ZONE = ZoneInfo(settings.TIME_ZONE)


def name_of_country() -> str:
    """Return the country's name in the active language, in English where the package has none in it."""
    names = settings.RECORD.country
    return names.get(active(), names["en"])
