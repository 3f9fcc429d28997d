"""What the sign-in page offers beside e-mail and password."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from pejl.organisation import queries
from pejl.organisation.models import Person

register = template.Library()


@register.simple_tag
def demo_people() -> list[Person]:
    """The people of the demo, one for each role; nobody in a deployment."""
    return list(queries.demo_people()) if settings.PEJL_DEMO else []


@register.simple_tag
def provider_name() -> str:
    """What the municipality's own sign-in is called; empty where there is none."""
    if not settings.PEJL_OIDC_ISSUER:
        return ""
    return settings.PEJL_OIDC_NAME or _("your workplace")
