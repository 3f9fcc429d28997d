"""Who can run an innovation process, and may be asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pejl.organisation.models import Element, Person, Unit


class Facilitator(Element):
    """Somebody who can run an innovation process (*procesleder*). Shown only while they themselves agree."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    methods = models.CharField(_("methods"), max_length=400, blank=True)
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    availability = models.CharField(_("when available"), max_length=200, blank=True)
    about = models.TextField(_("about"), max_length=2000, blank=True)
    consents = models.BooleanField(
        _("may be shown"), default=False,
        help_text=_("Everyone who works in the municipality can see you here and ask you."),
    )  # fmt: skip

    tracked = (
        "person", "unit", "methods", "languages", "availability", "about", "consents", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"], name="a_facilitator_is_listed_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def scope_key(self) -> str:
        return str(self.municipality_id)
