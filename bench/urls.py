"""The product's addresses and an empty page, which costs what every page costs and no more."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from pejl import urls
from pejl.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]

_template = engines["django"].from_string('{% extends "design/page.html" %}')


def empty_page(request: HttpRequest) -> HttpResponse:
    """The frame of a page, with nothing in it."""
    return HttpResponse(_template.render({}, request))


urlpatterns = [path("<slug:municipality>/tom-side/", empty_page), *urls.urlpatterns]
