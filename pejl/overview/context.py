"""What every page's frame shows: the municipality, who is signed in, and the way around."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.organisation.vocabulary import term


def _places(request: HttpRequest, slug: str, vocabulary: Any, actor: Any) -> list[tuple[str, str]]:
    """The main navigation of a municipality: label and address. Later rooms add their line here."""
    strategies = term(vocabulary, "strategy", "plural").capitalize()
    places = [
        (_("Front page"), reverse("overview:municipality", args=[slug])),
        (strategies, reverse("overview:strategies", args=[slug])),
        (_("Centres"), reverse("overview:centres", args=[slug])),
    ]
    if actor.is_member:
        places.append((_("Ideas"), reverse("initiatives:ideas", args=[slug])))
    places.append((_("Catalogue"), reverse("initiatives:catalogue", args=[slug])))
    places.append((_("Indicators"), reverse("indicators:indicators", args=[slug])))
    places.append((_("Follow-up"), reverse("followup:rounds", args=[slug])))
    if request.user.is_authenticated and (actor.is_member or actor.is_installation_admin):
        places.append((_("People"), reverse("organisation:people", args=[slug])))
        places.append((_("My page"), reverse("overview:my_page", args=[slug])))
    places.append((_("Search"), reverse("overview:search", args=[slug])))
    return places


def _navigation(request: HttpRequest, municipality: Any, actor: Any) -> list[dict[str, Any]]:
    front = reverse("overview:municipality", args=[municipality.slug])

    def is_current(url: str) -> bool:
        return request.path == url or (url != front and request.path.startswith(url))

    return [
        {"label": label, "url": url, "current": is_current(url)}
        for label, url in _places(request, municipality.slug, municipality.vocabulary, actor)
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor behind ``design/page.html``."""
    municipality = getattr(request, "municipality", None)
    actor = getattr(request, "actor", None)
    found: dict[str, Any] = {
        "municipality": municipality,
        "actor": actor,
        "navigation": [],
        "contact": (municipality and municipality.contact_email) or settings.PEJL_CONTACT,
        "is_demo": settings.PEJL_DEMO,
        "LANGUAGE_CODE": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    }
    if municipality is not None:
        found["navigation"] = _navigation(request, municipality, actor)
        if actor is not None and actor.is_member:
            found["idea_url"] = reverse("initiatives:new_idea", args=[municipality.slug])
        found["search_url"] = reverse("overview:search", args=[municipality.slug])
    return found
