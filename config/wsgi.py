"""The application that a WSGI server serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from config.answering import GivenAgain  # noqa: E402 – the applications are set up first

application = GivenAgain(django_application)
