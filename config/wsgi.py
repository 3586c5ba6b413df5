"""The application that a WSGI server serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from config.answering import GivenAgain  # noqa: E402 – the applications are set up first
from config.bodies import Bodies  # noqa: E402

given_again = GivenAgain(django_application)
application = Bodies(given_again, max(1, settings.THREADS // 2))
