"""Signing in: who may, for how long, and where one lands. OpenID Connect has its own file, ``provider``.

allauth and axes do the work; here stands only what Pejl decides differently: nobody opens an account by
themselves, demo people sign in to a demo only, and a session ends after a while whatever happens in it.
"""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import perform_login
from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse

from pejl.organisation import queries
from pejl.organisation.models import Person
from pejl.organisation.provider import OpenIDConnectAdapter
from pejl.organisation.sessions import begin

__all__ = ["AccountAdapter", "OpenIDConnectAdapter", "locked_out", "sign_in", "username_of"]

SHOWN_ANYWAY = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")
"""The head of every page shows whether one is signed in."""


class AccountAdapter(DefaultAccountAdapter):
    """What Pejl decides about accounts in place of allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a strategy office gives roles, and so makes people."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **details: Any) -> HttpResponse | None:
        if not queries.may_act(user):
            return redirect("account_inactive")
        return cast("HttpResponse | None", super().pre_login(request, user, **details))

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        begin(request.session)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """One's own municipality; the list of them for who works in several or in none."""
        homes = list(queries.homes_of(cast(Person, request.user))[:2])
        if len(homes) == 1:
            return reverse("overview:municipality", args=[homes[0].slug])
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("organisation:profile")

    def reauthenticate(self, user: Any, password: str) -> bool:
        """By the person's one address; allauth would look for it in a table of addresses of its own."""
        return authenticate(self.request, email=user.email, password=password) == user

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *more: Any,
        **named: Any,
    ) -> None:
        if message_template not in SHOWN_ANYWAY:
            super().add_message(request, level, message_template, *more, **named)


def username_of(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Whose failures axes counts: the address that was tried, however its letters were written."""
    tried = (credentials or {}).get("email") or ""
    if not tried and request is not None:
        tried = request.POST.get("login", "")
    return str(tried).strip().lower()[:255]


def locked_out(
    request: HttpRequest, _response: Any = None, _credentials: Any = None
) -> HttpResponse:
    """Too many wrong passwords: the page says for how long, and how to get in sooner."""
    wait = get_cool_off(request)
    minutes = int(wait.total_seconds() // 60) if wait else 0
    return render(request, "organisation/locked_out.html", {"minutes": minutes}, status=429)


def sign_in(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Let a person in whom the caller has already recognised."""
    answer: HttpResponseBase = perform_login(request, person, email_verification="none")
    return answer
