"""Signing in afresh before signing: a signature shows who sat there then, not who left a browser open.

A session knows when it began and when its person last proved again who they are (by password or code, through
allauth). Either counts for five minutes. Which way somebody can go depends on how they sign in: with one press in
the demo, through the municipality's provider, by password, by code.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from pejl.organisation.sessions import SIGNED_IN_AT

WITHIN = 5 * 60
"""Seconds for which a sign-in is fresh."""


@dataclass(frozen=True)
class Ways:
    """How this person can sign in afresh; several may be open to them."""

    demo: bool
    provider: bool
    password: bool
    code: bool


def is_fresh(request: HttpRequest) -> bool:
    """Whether the one who asks proved within five minutes that it is them."""
    return request.user.is_authenticated and 0 <= time.time() - _last(request) <= WITHIN


def _last(request: HttpRequest) -> float:
    """When somebody last proved in this session who they are; 0 where that is not known."""
    proved = [float(one["at"]) for one in get_authentication_records(request, request.user)]
    return max([*proved, float(request.session.get(SIGNED_IN_AT) or 0)])


def ways(request: HttpRequest) -> Ways:
    """Two SQL queries."""
    person: Any = request.user
    return Ways(
        demo=settings.PEJL_DEMO and person.is_demo,
        provider=bool(settings.PEJL_OIDC_ISSUER) and person.socialaccount_set.exists(),
        password=person.has_usable_password(),
        code=is_mfa_enabled(person),
    )
