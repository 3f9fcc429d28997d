"""All addresses, with those of records among them."""

from django.urls import include, path

from pejl.followup import urls_records
from pejl.urls import handler400, handler403, handler404, handler500
from pejl.urls import urlpatterns as addresses

__all__ = ["handler400", "handler403", "handler404", "handler500"]

_records = include((urls_records.urlpatterns, "followup"))
urlpatterns = [path("<slug:municipality>/", _records), *addresses]
