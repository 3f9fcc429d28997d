"""The room's pages: GET shows, POST does one thing and goes on."""

from pejl.organisation.views.account import (
    demo_sign_in,
    profile,
    revoke_token,
    sign_out_everywhere,
    tokens,
)
from pejl.organisation.views.municipalities import (
    edit_logo,
    logo,
    new_municipality,
    settings,
    theme_css,
    vocabulary,
)
from pejl.organisation.views.people import end_role, grant_role, people
from pejl.organisation.views.units import edit_unit, new_unit, units

__all__ = [
    "demo_sign_in",
    "edit_logo",
    "edit_unit",
    "end_role",
    "grant_role",
    "logo",
    "new_municipality",
    "new_unit",
    "people",
    "profile",
    "revoke_token",
    "settings",
    "sign_out_everywhere",
    "theme_css",
    "tokens",
    "units",
    "vocabulary",
]
