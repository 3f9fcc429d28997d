"""One's own account: profile, tokens, signing out everywhere; and the demo's one-click sign-in."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pejl.organisation import actions, forms, queries
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.signin import sign_in
from pejl.organisation.views.pages import found, show_form, trail


def profile(request: PejlRequest) -> HttpResponse:
    """One's own name, title and language, with the ways to password, two-step sign-in and tokens."""
    require(request.actor, "organisation.edit_own_profile")
    person = found(request.actor.person)
    form = forms.ProfileForm(
        request.POST or None, initial=starting_values(person, forms.ProfileForm)
    )
    edit = partial(actions.edit_own_profile, by=request.actor)
    if request.method == "POST" and attempt(form, edit):
        messages.success(request, _("Your profile was saved."))
        answer = done(request, "organisation:profile")
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            form.cleaned_data["language"],
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
        return answer
    heading = _("My profile")
    return show_form(
        request,
        form,
        heading,
        reverse("overview:installation"),
        template="organisation/profile.html",
        homes=queries.homes_of(person),
        has_password=person.has_usable_password(),
        trail=[(heading, "")],
    )


@require_POST
def sign_out_everywhere(request: PejlRequest) -> HttpResponse:
    actions.sign_out_everywhere(by=request.actor)
    logout(request)
    messages.success(request, _("You are signed out on all devices."))
    return redirect("account_login")


def tokens(request: PejlRequest) -> HttpResponse:
    """One's own tokens in this municipality. A new key is shown once, in the answer that makes it."""
    require(request.actor, "organisation.manage_own_tokens")
    person = found(request.actor.person)
    form = forms.TokenForm(request.POST or None)
    create = partial(actions.create_token, by=request.actor, municipality=request.municipality)
    key = ""
    if request.method == "POST" and (made := attempt(form, create)):
        _token, key = made
        form = forms.TokenForm()
    heading = _("My tokens")
    context = {
        "form": form,
        "key": key,
        "tokens": queries.tokens_of(request.municipality, person),
        "trail": trail(request, (heading, "")),
    }
    return _never_kept(render(request, "organisation/tokens.html", context))


def _never_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke_token(request: PejlRequest, token: UUID) -> HttpResponse:
    require(request.actor, "organisation.manage_own_tokens")
    person = found(request.actor.person)
    one = found(queries.tokens_of(request.municipality, person).filter(id=token).first())
    actions.revoke_token(by=request.actor, token=one)
    messages.success(request, _("The token was revoked."))
    return redirect("organisation:tokens", request.municipality.slug)


@never_cache
@require_POST
def demo_sign_in(request: PejlRequest) -> HttpResponseBase:
    """Sign in as one of the demo's people with one press. There is no such address in a deployment."""
    if not settings.PEJL_DEMO:
        raise Http404
    person = found(queries.demo_person(request.POST.get("person", "")))
    return sign_in(request, person)
