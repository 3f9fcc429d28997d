"""Letters to those who follow an idea or an initiative: what happened, why, where to read on, how to hear no more.

Written in the language of whoever gets it, and posted in the same transaction as what it tells of, so that nobody
hears of what did not happen. Whoever did it hears nothing; whoever is named in a comment always does, at once,
unless they want no letters at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pejl.design.days import written_day
from pejl.history.models import Entry
from pejl.initiatives.models import Comment, Follow, Gate, Idea, Initiative, NewsChoice, Triage
from pejl.jobs import mail
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person

MENTION = re.compile(r"@([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
"""“@address” in a comment names somebody, who then hears of it."""

State = Initiative.State
AT_ONCE, NONE = NewsChoice.Wanted.AT_ONCE, NewsChoice.Wanted.NONE


@dataclass(frozen=True)
class Message:
    """What a letter says: its subject, and what happened with the reason given."""

    subject: str
    happened: str


def site() -> str:
    """The address of the installation, as a letter must write it: as configured, or by its first host name."""
    if settings.PEJL_ADDRESS:
        return str(settings.PEJL_ADDRESS).rstrip("/")
    host = next((one for one in settings.ALLOWED_HOSTS if one[:1] not in ".*["), "localhost")
    return f"{'https' if settings.PEJL_HTTPS else 'http'}://{host}"


def address_of(thing: Idea | Initiative) -> str:
    name = "idea" if isinstance(thing, Idea) else "initiative"
    return _address(f"initiatives:{name}", thing.municipality, thing.number)


def address_of_choice(municipality: Municipality) -> str:
    """Where one chooses how often one gets letters."""
    return _address("initiatives:mine", municipality)


def _address(name: str, municipality: Municipality, *args: Any) -> str:
    return f"{site()}{reverse(name, args=[municipality.slug, *args])}"


def write(*, by: Actor, news: Any, thing: Idea | Initiative) -> None:
    """Write to everyone who follows the thing, and to whoever is named in a comment, but not to who did it.

    What is loaded from the command line was done by nobody in particular, some time ago: that is no news.
    """
    if by.person_id is None:
        return
    named = _named_in(news, thing)
    people = [one for one in _readers(thing, named) if one.id != by.person_id]
    choices = choices_of(thing.municipality, people)
    mail.post_all(
        _letter(by, news, thing, one, choices[one.id], is_named=one.id in named)
        for one in people
        if choices[one.id] != NONE
    )


def choices_of(municipality: Municipality, people: Iterable[Person]) -> dict[UUID, str]:
    """How each of them wants letters; who has not chosen wants them at once."""
    ids = [one.id for one in people]
    chosen = NewsChoice.objects.filter(municipality=municipality, person_id__in=ids)
    return dict.fromkeys(ids, AT_ONCE.value) | dict(chosen.values_list("person_id", "wanted"))


def _named_in(news: Any, thing: Idea | Initiative) -> set[UUID]:
    """Whom a comment names by their address."""
    addresses = MENTION.findall(news.text) if isinstance(news, Comment) else []
    if not addresses:
        return set()
    named = Q()
    for one in addresses[:20]:
        named |= Q(email__iexact=one)
    return set(organisation.members(thing.municipality).filter(named).values_list("id", flat=True))


def _readers(thing: Idea | Initiative, named: set[UUID]) -> list[Person]:
    """Those who follow or are named, as far as they may still read it: they work here, or it is their idea."""
    about = {"idea": thing} if isinstance(thing, Idea) else {"initiative": thing}
    ids = named | set(Follow.objects.filter(**about).values_list("person_id", flat=True))
    if not ids:
        return []
    may_read = Q(id__in=organisation.members(thing.municipality).values("id"))
    if isinstance(thing, Idea):
        may_read |= Q(id=thing.submitter_id)
    return list(Person.objects.filter(may_read, id__in=ids, is_active=True).order_by("id"))


def _letter(
    by: Actor,
    news: Any,
    thing: Idea | Initiative,
    person: Person,
    wanted: str,
    *,
    is_named: bool,
) -> Letter:
    with translation.override(person.language):
        message = message_of(by, news, thing)
        why = (
            _("You get this letter because %(name)s named you.") % {"name": by.person_name}
            if is_named
            else _("You get this letter because you follow it. You can stop on the same page.")
        )
        text = letter_text(thing.municipality, message.happened, address_of(thing), why)
    return mail.write(
        once=f"{news._meta.label_lower}:{news.pk}",
        municipality_id=thing.municipality_id,
        to_person_id=person.id,
        email=person.email,
        subject=message.subject,
        text=text,
        about=thing,
        wanted=AT_ONCE if is_named else wanted,
        language=person.language,
    )


def letter_text(municipality: Municipality, happened: str, address: str, why: str) -> str:
    """The letter: what happened, where to read on, why one gets it, and how to get fewer."""
    choose = _("Choose how often you want letters:")
    return "\n\n".join(
        [
            happened,
            _under(_("Read on:"), address),
            f"{why}\n{choose}\n{address_of_choice(municipality)}",
            f"{municipality.name} · Pejl",
        ]
    )


def _under(heading: str, text: str) -> str:
    """A heading with its text below; nothing where there is no text."""
    return f"{heading}\n{text}" if text else ""


def message_of(by: Actor, news: Any, thing: Idea | Initiative) -> Message:
    """What is told, by what kind of news it is."""
    names = {"name": by.person_name, "title": thing.title}
    if isinstance(news, Comment):
        return Message(
            _("Comment on “%(title)s”") % names,
            _("%(name)s wrote about “%(title)s”:") % names + f"\n\n{news.text}",
        )
    if isinstance(news, Triage):
        return _of_answer(news, names)
    if isinstance(news, Gate):
        return _of_gate(news, names)
    if isinstance(news, Entry) and isinstance(thing, Initiative):
        return _of_state(news, thing, names)
    raise TypeError(f"nobody has said how to tell of {type(news).__name__}")


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(one for one in texts if one)


def _again(review_on: Any, wakes_when: str) -> str:
    if not review_on:
        return ""
    day = _("It is looked at again on %(day)s.") % {"day": written_day(review_on)}
    sooner = _("What would wake it sooner: %(what)s") % {"what": wakes_when} if wakes_when else ""
    return " ".join(filter(None, (day, sooner)))


def _of_answer(answer: Triage, names: dict[str, str]) -> Message:
    if not answer.outcome:
        words = names | {"unit": str(answer.to_unit)}
        return Message(
            _("“%(title)s” is handed over to %(unit)s") % words,
            _paragraphs(
                _("%(name)s has handed “%(title)s” over to %(unit)s, which answers it now.")
                % words,
                answer.reason,
            ),
        )
    words = names | {"answer": answer.get_outcome_display()}
    return Message(
        _("Answer to “%(title)s”: %(answer)s") % words,
        _paragraphs(
            _("%(name)s has answered “%(title)s”: %(answer)s.") % words,
            answer.reason,
            _again(answer.review_on, answer.wakes_when),
        ),
    )


def _of_gate(gate: Gate, names: dict[str, str]) -> Message:
    words = names | {"decision": gate.get_outcome_display()}
    learned = _under(_("What we learned:"), gate.learning)
    anew = _under(_("The question is now:"), gate.question_after)
    return Message(
        _("Decided about “%(title)s”: %(decision)s") % words,
        _paragraphs(
            _("%(name)s has decided about the prejekt “%(title)s”: %(decision)s.") % words,
            gate.reason,
            anew,
            learned,
            _again(gate.review_on, gate.wakes_when),
        ),
    )


def _of_state(entry: Entry, initiative: Initiative, names: dict[str, str]) -> Message:
    told = {
        State.PROPOSED: _("%(name)s has taken up “%(title)s” again."),
        State.RUNNING: _("%(name)s has started “%(title)s”."),
        State.PARKED: _("%(name)s has parked “%(title)s”."),
        State.STOPPED: _("%(name)s has stopped “%(title)s”, and says what was learned."),
        State.IN_OPERATION: _("“%(title)s” is carried out and in operation, says %(name)s."),
    }
    learned = (
        _under(_("What we learned:"), initiative.learning)
        if initiative.state in Initiative.ENDED and initiative.learning
        else ""
    )
    return Message(
        _("“%(title)s”: %(state)s") % (names | {"state": initiative.get_state_display()}),
        _paragraphs(
            told[State(initiative.state)] % names,
            entry.reason,
            learned,
            _again(initiative.review_on, initiative.wakes_when),
        ),
    )
