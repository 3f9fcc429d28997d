"""The application as a WSGI server finds it: ``pejl.wsgi:application``."""

import os
from typing import cast

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from pejl.deployment import Application, only_on_loopback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pejl.settings")

application = cast(Application, get_wsgi_application())
if settings.PEJL_DEMO:
    application = only_on_loopback(application)
