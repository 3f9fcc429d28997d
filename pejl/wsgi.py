"""The application as a WSGI server finds it: ``pejl.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pejl.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - readable only once Django is set up

from pejl.deployment import only_on_loopback  # noqa: E402

if settings.PEJL_DEMO:
    application = only_on_loopback(application)
