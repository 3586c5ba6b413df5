"""The settings, as the environment makes them."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_session_speaks_utc_to_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('TimeZone'), current_setting('fsync')")
        assert cursor.fetchone() == ("UTC", "off")
