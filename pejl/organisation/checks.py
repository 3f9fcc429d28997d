"""Whether sign-in through a provider is configured in full; ``pejl check`` and every start ask."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from pejl.deployment import is_loopback
from pejl.organisation.models import Membership

NEEDED = (
    "PEJL_OIDC_CLIENT_ID",
    "PEJL_OIDC_CLIENT_SECRET",
    "PEJL_OIDC_MUNICIPALITY",
    "PEJL_OIDC_ROLE_CLAIM",
    "PEJL_OIDC_ROLE_MAP",
)


@register("security")
def provider_is_configured_in_full(app_configs: Any = None, **more: Any) -> list[CheckMessage]:
    """A half-configured provider would let nobody in, and say so to the users only."""
    if not settings.PEJL_OIDC_ISSUER:
        return []
    faults: list[CheckMessage] = [
        Error(f"PEJL_OIDC_ISSUER is set, so {name} must be too.", id="organisation.E001")
        for name in NEEDED
        if not getattr(settings, name)
    ]
    issuer = urlsplit(settings.PEJL_OIDC_ISSUER)
    if issuer.scheme != "https" and not is_loopback(issuer.hostname or ""):
        faults.append(Error("PEJL_OIDC_ISSUER must begin with https://.", id="organisation.E003"))
    unknown = set(settings.PEJL_OIDC_ROLE_MAP.values()) - set(Membership.Role.values)
    if unknown:
        known = ", ".join(Membership.Role.values)
        faults.append(
            Error(
                f"PEJL_OIDC_ROLE_MAP gives roles that do not exist: {', '.join(sorted(unknown))}.",
                hint=f"The roles are {known}.",
                id="organisation.E002",
            )
        )
    return faults
