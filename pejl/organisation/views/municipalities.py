"""A municipality's own settings, its words and its looks; and opening a new one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from pejl.design.colour import theme_stylesheet
from pejl.organisation import actions, forms, queries
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.views.pages import address, show_form, trail
from pejl.organisation.vocabulary import DEFAULTS


def settings(request: PejlRequest) -> HttpResponse:
    """Name, codes, colour and contact, with the ways to the words and the logo."""
    municipality = request.municipality
    require(request.actor, "organisation.administer", municipality)
    form = forms.MunicipalityForm(
        request.POST or None, initial=starting_values(municipality, forms.MunicipalityForm)
    )
    edit = partial(actions.edit_municipality, by=request.actor, municipality=municipality)
    if request.method == "POST" and attempt(form, edit):
        messages.success(request, _("The settings were saved."))
        return done(request, "organisation:settings", municipality.slug)
    heading = _("Settings")
    return show_form(
        request,
        form,
        heading,
        reverse("overview:municipality", args=[municipality.slug]),
        template="organisation/settings.html",
        trail=trail(request, (heading, "")),
    )


def vocabulary(request: PejlRequest) -> HttpResponse:
    """What the levels of the strategy are called; “show the sentences” saves nothing."""
    municipality = request.municipality
    require(request.actor, "organisation.administer", municipality)
    language = request.GET.get("sprog", "da")
    if language not in DEFAULTS:
        raise Http404
    form = forms.VocabularyForm(request.POST or None, municipality=municipality, language=language)

    def edit(version: int, **_words: Any) -> None:
        actions.edit_vocabulary(
            by=request.actor,
            municipality=municipality,
            version=version,
            language=language,
            words=form.words(),
        )

    if request.method == "POST" and "preview" not in request.POST and attempt(form, edit):
        messages.success(request, _("The words were saved."))
        return done(request, "organisation:settings", municipality.slug)
    heading, back = _("Our words"), address(request, "settings")
    return show_form(
        request,
        form,
        heading,
        back,
        template="organisation/vocabulary.html",
        language=language,
        trail=trail(request, (_("Settings"), back), (heading, "")),
    )


def edit_logo(request: PejlRequest) -> HttpResponse:
    """Hand in a logo, or take it away."""
    municipality = request.municipality
    require(request.actor, "organisation.administer", municipality)
    removing = "remove" in request.POST
    kind = forms.RemoveLogoForm if removing else forms.LogoForm
    change = actions.remove_logo if removing else actions.set_logo
    form = kind(
        request.POST or None, request.FILES or None, initial={"version": municipality.version}
    )
    edit = partial(change, by=request.actor, municipality=municipality)
    if request.method == "POST" and attempt(form, edit):
        messages.success(request, _("The logo was saved."))
        return done(request, "organisation:settings", municipality.slug)
    heading, back = _("Logo"), address(request, "settings")
    return show_form(
        request,
        form,
        heading,
        back,
        template="organisation/logo.html",
        trail=trail(request, (_("Settings"), back), (heading, "")),
    )


def _logo_tag(request: PejlRequest) -> str:
    return f'"{request.municipality.logo_digest}"'


def _theme_tag(request: PejlRequest) -> str:
    return f'"{request.municipality.accent_colour}"'


@require_safe
@cache_control(max_age=300, public=True)
@condition(etag_func=_logo_tag)
def logo(request: PejlRequest) -> HttpResponse:
    """The logo as Pejl wrote it anew; never the file that was handed in."""
    png = queries.logo_png(request.municipality)
    if png is None:
        raise Http404
    return HttpResponse(png, content_type="image/png")


@require_safe
@cache_control(max_age=300, public=True)
@condition(etag_func=_theme_tag)
def theme_css(request: PejlRequest) -> HttpResponse:
    """The municipality's colour, as the few lines of style that every page adds to the design system."""
    return HttpResponse(
        theme_stylesheet(request.municipality.accent_colour), content_type="text/css"
    )


def new_municipality(request: PejlRequest) -> HttpResponse:
    """Open a municipality; for the installation's administrator."""
    require(request.actor, "organisation.create_municipality")
    form = forms.NewMunicipalityForm(request.POST or None)
    create = partial(actions.create_municipality, by=request.actor)
    if request.method == "POST" and (municipality := attempt(form, create)):
        messages.success(request, _("%s is open.") % municipality)
        return done(request, "overview:municipality", municipality.slug)
    heading, back = _("Open a municipality"), reverse("overview:installation")
    return show_form(
        request, form, heading, back, trail=[(heading, "")], save=_("Open the municipality")
    )
