"""What the sign-in page offers beside e-mail and password."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from pejl.organisation import queries
from pejl.organisation.models import Person

register = template.Library()


@dataclass(frozen=True)
class DemoPerson:
    """One whom a newcomer can be with one press, by the role that makes the difference."""

    person: Person
    role: str


@register.simple_tag
def demo_people() -> list[DemoPerson]:
    """The people of the demo, one for each role; nobody in a deployment."""
    return [_shown(person) for person in queries.demo_people()] if settings.PEJL_DEMO else []


def _shown(person: Person) -> DemoPerson:
    if person.is_installation_admin:
        return DemoPerson(person, _("Installation administrator"))
    held = next(iter(person.memberships.all()), None)
    if held is None:
        return DemoPerson(person, _("Without a role"))
    return DemoPerson(person, held.get_role_display())


@register.simple_tag
def provider_name() -> str:
    """What the municipality's own sign-in is called; empty where there is none."""
    if not settings.PEJL_OIDC_ISSUER:
        return ""
    return settings.PEJL_OIDC_NAME or _("your workplace")
