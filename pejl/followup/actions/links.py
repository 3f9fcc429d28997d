"""What is done with the link in a letter: bind it to the browser that first acted, and ask for another."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from pejl.followup import letters, refusals
from pejl.followup.models import MailLink
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require


@transaction.atomic
def bind_link(*, by: Actor, link: MailLink, browser: str) -> None:
    """Let the link hold in one browser only: that of the first who acts through it."""
    require(by, "followup.read_round", link.round)
    bound = MailLink.objects.filter(pk=link.pk, browser="").update(browser=browser)
    if not bound and link.browser != browser:
        raise refusals.LinkBelongsToAnotherBrowser()
    link.browser = browser


@transaction.atomic
def ask_for_another(*, by: Actor, link: MailLink) -> None:
    """Send a new link to the person's own address; the old one ends. Whoever asks learns nothing."""
    require(by, "followup.read_round", link.round)
    MailLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    if link.round.is_open:
        letters.write_to(link.round, link.person)
