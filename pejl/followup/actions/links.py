"""What is done with the link in a letter: bind it to the browser that first acted, and ask for another."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from pejl.followup import letters, refusals
from pejl.followup.models import MailLink
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require


@transaction.atomic
def bind_link(*, by: Actor, link: MailLink, browser: str, is_own: bool = False) -> None:
    """Let the link hold in one browser only: that of the first who acts through it.

    ``is_own``: the link's own person is signed in. They need no link to act, so one that holds in another browser
    is not refused them; it goes on holding there.
    """
    require(by, "followup.read_round", link.round)
    if MailLink.objects.filter(pk=link.pk, browser="").update(browser=browser):
        link.browser = browser
    elif link.browser != browser and not is_own:
        raise refusals.LinkBelongsToAnotherBrowser()


@transaction.atomic
def ask_for_another(*, by: Actor, link: MailLink) -> None:
    """Send a new link to the person's own address; the old one ends then. Whoever asks learns nothing.

    Where no letter goes out, the old link is all that there is, and stays.
    """
    require(by, "followup.read_round", link.round)
    if link.round.is_open and letters.send_new_link(link.round, link.person):
        old = MailLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
        old.update(revoked_at=timezone.now())
