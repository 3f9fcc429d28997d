"""How long one stays signed in: an absolute limit, and a shorter one while nothing happens."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"


def begin(session: Any) -> None:
    """Note when somebody signed in."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = int(time.time())


def session_is_over(session: Any, now: float) -> bool:
    """Whether a session has lasted too long, or lain still too long. A visitor's never is."""
    begun, seen = session.get(SIGNED_IN_AT), session.get(SEEN_AT)
    if begun is None or seen is None:
        return False
    too_old = now - begun > settings.SESSION_COOKIE_AGE
    return bool(too_old or now - seen > settings.PEJL_SESSION_IDLE_SECONDS)
