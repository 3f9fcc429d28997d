"""What can be done with municipalities, units, people and tokens: may, must, write, record."""

from pejl.organisation.actions.accounts import (
    create_token,
    edit_own_profile,
    note_token_use,
    revoke_token,
    sign_out_everywhere,
)
from pejl.organisation.actions.admission import admit_from_provider, set_roles
from pejl.organisation.actions.municipalities import (
    create_municipality,
    edit_municipality,
    edit_vocabulary,
    remove_logo,
    set_logo,
)
from pejl.organisation.actions.people import appoint_administrator, end_role, grant_role
from pejl.organisation.actions.units import add_unit, edit_unit

__all__ = [
    "add_unit",
    "admit_from_provider",
    "appoint_administrator",
    "create_municipality",
    "create_token",
    "edit_municipality",
    "edit_own_profile",
    "edit_unit",
    "edit_vocabulary",
    "end_role",
    "grant_role",
    "note_token_use",
    "remove_logo",
    "revoke_token",
    "set_logo",
    "set_roles",
    "sign_out_everywhere",
]
