"""What comes back by itself: leaders are reminded of ideas that wait, and what was parked wakes on its day.

Each letter is posted once for what it tells of, so that a job may run twice; and one municipality or one
thing that cannot be told of does not keep the others from it.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.design.days import written_day
from pejl.initiatives import news
from pejl.initiatives.models import Idea, Initiative, NewsChoice
from pejl.initiatives.queries import ANSWER_WITHIN
from pejl.jobs import mail
from pejl.jobs.periodic import periodic
from pejl.organisation import queries as organisation
from pejl.organisation.models import Municipality, Person

log = logging.getLogger(__name__)

MOST_NAMED = 20
"""A letter names so many ideas; the queue has them all."""


def _each(things: Iterable[Any], tell: Callable[[Any], None]) -> None:
    """One after the other, each for itself: what fails is logged, and the next is told of all the same."""
    for thing in things:
        try:
            with transaction.atomic():
                tell(thing)
        except Exception:
            log.exception("could not write about %s %s", type(thing).__name__, thing.pk)


@periodic(name="initiatives.remind_of_ideas", every=timedelta(days=1), at=time(7))
def remind_of_ideas() -> None:
    """Remind the leaders of units whose ideas have waited longer than was promised."""
    late_since = timezone.now() - ANSWER_WITHIN
    late = Idea.objects.filter(outcome="", created_at__lt=late_since, unit__isnull=False)
    here = organisation.municipalities().filter(id__in=late.values("municipality_id"))
    _each(here, lambda one: _remind_in(one, late_since))


def _remind_in(municipality: Municipality, late_since: Any) -> None:
    late = (
        Idea.objects.filter(municipality=municipality, created_at__lt=late_since)
        .unanswered()
        .select_related("unit")
    )
    by_unit: dict[UUID, list[Idea]] = defaultdict(list)
    for idea in late:
        if idea.unit_id:
            by_unit[idea.unit_id].append(idea)
    units = [ideas[0].unit for ideas in by_unit.values() if ideas[0].unit]
    leaders = organisation.leaders_of(municipality, units)
    owed: dict[UUID, list[Idea]] = defaultdict(list)
    people: dict[UUID, Person] = {}
    for unit_id, ideas in by_unit.items():
        for leader in leaders.get(unit_id, []):
            people[leader.id] = leader
            owed[leader.id] += ideas
    choices = news.choices_of(municipality, people.values())
    today = timezone.localdate()
    mail.post_all(
        _reminder(municipality, person, owed[person.id], today)
        for person in people.values()
        if person.is_active and choices[person.id] != NewsChoice.Wanted.NONE
    )


def _reminder(municipality: Municipality, person: Person, ideas: list[Idea], today: date) -> Any:
    ideas = sorted(ideas, key=lambda one: one.created_at)
    with translation.override(person.language):
        count = {"count": len(ideas), "days": ANSWER_WITHIN.days}
        subject = ngettext(
            "%(count)d idea waits for your answer",
            "%(count)d ideas wait for your answer",
            len(ideas),
        )
        promise = _("These have waited longer than the %(days)d days that were promised:")
        named = "\n".join(f"– {one.title}\n  {news.address_of(one)}" for one in ideas[:MOST_NAMED])
        rest = _("… and more: the page below has them all.") if len(ideas) > MOST_NAMED else ""
        happened = "\n\n".join(filter(None, (promise % count, named, rest)))
        text = news.letter_text(
            municipality,
            happened,
            news.address_of_choice(municipality),
            _("You get this letter because you lead the unit that owes the answers."),
        )
        return mail.write(
            once=f"ideas-owed:{today.isoformat()}",
            municipality_id=municipality.id,
            to_person_id=person.id,
            email=person.email,
            subject=subject % count,
            text=text,
            language=person.language,
        )


@periodic(name="initiatives.wake_parked", every=timedelta(days=1), at=time(7))
def wake_parked() -> None:
    """Tell those who carry what was parked that its day has come. It stays parked until somebody decides."""
    today = timezone.localdate()
    parked = {"review_on__lte": today, "review_on__gt": today - timedelta(days=30)}
    ideas = Idea.objects.filter(outcome=Idea.Outcome.PARKED, **parked)
    initiatives = Initiative.objects.filter(state=Initiative.State.PARKED, **parked)
    _each(ideas.select_related("municipality", "unit"), _wake)
    _each(initiatives.select_related("municipality", "owner", "sponsor"), _wake)


def _wake(thing: Idea | Initiative) -> None:
    people = {one.id: one for one in _who_looks_again(thing) if one.is_active}
    choices = news.choices_of(thing.municipality, people.values())
    mail.post_all(
        _waking(thing, person, choices[person.id])
        for person in people.values()
        if choices[person.id] != NewsChoice.Wanted.NONE
    )


def _who_looks_again(thing: Idea | Initiative) -> list[Person]:
    """Those who carry an initiative and still work here; of an idea, those who lead the unit it lies with."""
    if isinstance(thing, Idea):
        led = organisation.leaders_of(thing.municipality, [thing.unit] if thing.unit else [])
        return [person for leaders in led.values() for person in leaders]
    carrying = [one for one in (thing.owner_id, thing.sponsor_id) if one]
    return list(organisation.members(thing.municipality).filter(id__in=carrying))


def _waking(thing: Idea | Initiative, person: Person, wanted: str) -> Any:
    with translation.override(person.language):
        words = {
            "title": thing.title,
            "day": written_day(thing.review_on) if thing.review_on else "",
            "what": thing.wakes_when,
        }
        happened = _("“%(title)s” was parked, to be looked at again on %(day)s.") % words
        if thing.wakes_when:
            happened += " " + _("What would wake it sooner: %(what)s") % words
        return mail.write(
            once=f"woken:{thing.pk}:{thing.review_on}",
            municipality_id=thing.municipality_id,
            to_person_id=person.id,
            email=person.email,
            subject=_("Look again at “%(title)s”") % words,
            text=news.letter_text(
                thing.municipality,
                happened,
                news.address_of(thing),
                _("You get this letter because you carry it, or lead the unit it lies with."),
            ),
            about=thing,
            wanted=wanted,
            language=person.language,
        )
