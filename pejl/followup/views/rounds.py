"""Pages of rounds: the list, the executive group's overview, one report, and what the strategy office does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pejl.followup.actions import posting
from pejl.followup.actions import rounds as actions
from pejl.followup.forms import rounds as forms
from pejl.followup.forms.reports import HandOverForm
from pejl.followup.queries import decisions, overview
from pejl.followup.queries import rounds as queries
from pejl.followup.queries.answering import with_figures
from pejl.followup.views.finding import (
    address,
    below_round,
    found,
    found_round,
    sent_version,
    show,
    trail,
)
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.followup.models import Report, Round

ON_A_PAGE, PEOPLE_ON_A_PAGE = 25, 50


def rounds(request: PejlRequest) -> HttpResponse:
    """Every round, the newest first; for visitors those whose record is public."""
    context = {
        "page": Paginator(queries.rounds(request.actor), ON_A_PAGE).get_page(
            request.GET.get("side")
        ),
        "may_run": may(request.actor, "followup.run", request.municipality),
        "trail": trail(request, (_("Follow-up"), "")),
    }
    return render(request, "followup/rounds.html", context)


def round(request: PejlRequest, round: str) -> HttpResponse:
    """The round as the executive group reads it: exceptions and roll-ups first. A filter stands in the address."""
    one = found_round(request, round)
    if not request.actor.is_member:
        return redirect(address(request, "public_record", one.slug))
    may_run = may(request.actor, "followup.run", one)
    if one.state == "draft" and may_run:
        return redirect(address(request, "run_round", one.slug))
    words = {name: request.GET.get(name, "")[:60] for name in ("vis", "enhed", "maal")}
    chosen = overview.Chosen(words["vis"], words["enhed"], words["maal"])
    page = overview.overview(request.actor, one, chosen)
    context = {
        "round": one,
        "page": page,
        "chosen": chosen,
        "listed": Paginator(page.listed, ON_A_PAGE).get_page(request.GET.get("side")),
        "choices": _choices(page, chosen),
        "headers": _headers(),
        "may_run": may_run,
        "trail": below_round(request, one),
    }
    return render(request, "followup/round.html", context)


def _choices(page: overview.Overview, chosen: overview.Chosen) -> list[dict[str, Any]]:
    """What the round can be narrowed to, with how many there are of each, of a unit where one is chosen."""
    words = {
        "undtagelser": _("All exceptions"),
        "ude-af-kurs": _("Off course"),
        "uenige": _("Judgement and figures disagree"),
        "foraeldede": _("Stale"),
        "mangler": _("Not reported"),
        "beslutning": _("A decision is wanted"),
        "uden-ejer": _("Nobody owns it"),
        "alle": _("Everything"),
    }
    return [
        {
            "label": label,
            "query": urlencode({"vis": word} | ({"enhed": chosen.unit} if chosen.unit else {})),
            "count": page.asked[word],
            "is_current": word == chosen.which,
        }
        for word, label in words.items()
    ]


def _headers() -> list[str]:
    """The heads of a roll-up: what stands, and how much of it cannot be leaned on."""
    return [
        _("What"), _("How it stands"), _("Not reported"), _("Stale"), _("No owner"), _("Disagree"),
        _("Decision wanted"),
    ]  # fmt: skip


def report(request: PejlRequest, round: str, key: UUID) -> HttpResponse:
    """All that was said of one thing in a round, what the figures suggest, and what was decided about it."""
    one, thing = _found_report(request, round, key)
    (owed,) = with_figures(request.actor, one, [thing])
    about = thing.initiative or thing.objective or thing.focus_area
    context = {
        "round": one,
        "report": thing,
        "owed": owed,
        "stands": queries.stands_in(thing),
        "decisions": decisions.decisions_about(request.actor, about),
        "may_report": one.is_open and may(request.actor, "followup.report", thing),
        "may_decide": not one.is_signed and may(request.actor, "followup.decide", one),
        "trail": below_round(request, one, (str(thing), "")),
    }
    return render(request, "followup/report.html", context)


def _found_report(request: PejlRequest, slug: str, key: UUID) -> tuple[Round, Report]:
    one = found_round(request, slug)
    thing = found(queries.report_by_id(request.actor, one, key))
    thing.round = one
    return one, thing


def prepare_round(request: PejlRequest) -> HttpResponse:
    """Prepare a round, with days that suit the one before. Nobody is told yet."""
    strategies = queries.followed_strategies(request.actor)
    newest = strategies.first()
    initial = queries.days_for_the_next(newest) | {"strategy": newest} if newest else {}
    form = forms.NewRoundForm(request.POST or None, initial=initial)
    form.offer(strategies)
    action = partial(actions.prepare_round, by=request.actor)
    if request.method == "POST" and (made := attempt(form, action)):
        messages.success(request, _("Prepared. Look through who owes what, and open it."))
        return done(request, address(request, "run_round", made.slug))
    return show(
        request,
        form,
        permission="followup.run",
        thing=request.municipality,
        heading=_("Prepare a round"),
        lead=_("Nobody is told before you open it."),
        back=address(request, "rounds"),
        save=_("Prepare the round"),
    )


def edit_round(request: PejlRequest, round: str) -> HttpResponse:
    """Change a round that has not been opened."""
    one = found_round(request, round)
    form = forms.RoundForm(request.POST or None, initial=starting_values(one, forms.RoundForm))
    action = partial(actions.edit_round, by=request.actor, round=one)
    back = address(request, "run_round", one.slug)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, address(request, "run_round", one.slug))  # its address may be new
    return show(
        request, form, permission="followup.run", thing=one, heading=_("Edit the round"), back=back
    )


@require_POST
def remove_round(request: PejlRequest, round: str) -> HttpResponse:
    """Remove a round that has not been opened."""
    one = found_round(request, round)
    actions.remove_round(by=request.actor, round=one, version=sent_version(request))
    messages.success(request, _("Removed."))
    return done(request, address(request, "rounds"))


def run_round(request: PejlRequest, round: str) -> HttpResponse:
    """What the strategy office does: who owes what before it is opened, how far it has come afterwards."""
    one = found_round(request, round)
    require(request.actor, "followup.run", one)
    context = {"round": one, "trail": below_round(request, one, (_("Run the round"), ""))}
    if one.state == "draft":
        context["expected"] = queries.expected(one)
        return render(request, "followup/run_draft.html", context)
    people = Paginator(queries.progress(one), PEOPLE_ON_A_PAGE)
    context |= {
        "people": people.get_page(request.GET.get("side")),
        "unowned": list(queries.unowned(one)[:PEOPLE_ON_A_PAGE]) if one.is_open else [],
        "letters": _letters(one),
    }
    return render(request, "followup/run_round.html", context)


def _letters(round: Round, sent: Any = None) -> forms.LettersForm | None:
    """The letters that could not be sent, to choose among; nothing where all were."""
    letters = list(queries.letters_in_doubt(round)[:PEOPLE_ON_A_PAGE])
    if not letters:
        return None
    names = organisation.names_of({str(one.to_person_id) for one in letters})
    form = forms.LettersForm(sent)
    form.offer((one, names.get(str(one.to_person_id), "")) for one in letters)
    return form


def _deed(request: PejlRequest, slug: str, action: Callable[..., Any], said: str) -> HttpResponse:
    """A lone button that does something to the round as it was seen."""
    one = found_round(request, slug)
    action(by=request.actor, round=one, version=sent_version(request))
    messages.success(request, said)
    return done(request, address(request, "run_round", one.slug))


@require_POST
def open_round(request: PejlRequest, round: str) -> HttpResponse:
    """Write to everybody who owes something."""
    said = _("The round is open, and the letters are on their way.")
    return _deed(request, round, actions.open_round, said)


@require_POST
def close_round(request: PejlRequest, round: str) -> HttpResponse:
    """Take no more reports."""
    return _deed(request, round, actions.close_round, _("The round is closed for reports."))


def reopen_round(request: PejlRequest, round: str) -> HttpResponse:
    """Let reports be changed again; why stands in the history."""
    one = found_round(request, round)
    form = forms.ReopenForm(request.POST or None, initial={"version": one.version})
    action = partial(actions.reopen_round, by=request.actor, round=one)
    back = address(request, "run_round", one.slug)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Reports can be changed again."))
        return done(request, back)
    return show(
        request,
        form,
        permission="followup.run",
        thing=one,
        heading=_("Open the round for reports again"),
        back=back,
        save=_("Open again"),
    )


@require_POST
def remind(request: PejlRequest, round: str) -> HttpResponse:
    """Write again to everybody who still owes something."""
    one = found_round(request, round)
    written = actions.remind(by=request.actor, round=one)
    told = ngettext(
        "%(count)d person is reminded, at most once a day.",
        "%(count)d people are reminded, at most once a day.",
        written,
    )
    if written:
        messages.success(request, told % {"count": written})
    else:
        messages.info(
            request, _("Nobody is written to: all have confirmed, or were reminded today already.")
        )
    return done(request, address(request, "run_round", one.slug))


@require_POST
def settle_letters(request: PejlRequest, round: str) -> HttpResponse:
    """Send letters again that could not be sent, or say that they arrived."""
    one = found_round(request, round)
    require(request.actor, "followup.run", one)
    form = _letters(one, request.POST)
    settle = (
        posting.count_letters_as_sent if "arrived" in request.POST else posting.send_letters_again
    )
    if form is not None and form.is_valid():
        settle(by=request.actor, round=one, letters=form.cleaned_data["letters"])
        messages.success(request, _("Done. The list below shows what is left."))
    else:
        messages.info(request, _("Choose the letters that you mean."))
    return done(request, address(request, "run_round", one.slug))


def hand_over(request: PejlRequest, round: str, key: UUID) -> HttpResponse:
    """Let somebody else owe a report; they get a letter."""
    one, thing = _found_report(request, round, key)
    form = HandOverForm(
        request.POST or None, initial={"version": thing.version, "owner": thing.owner_id}
    )
    form.offer(request.municipality)
    action = partial(actions.hand_over, by=request.actor, report=thing)
    back = address(request, "report", one.slug, thing.pk)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Handed over. They get a letter with a link."))
        return done(request, back)
    return show(
        request,
        form,
        permission="followup.report",
        thing=thing,
        heading=_("Hand over: %(title)s") % {"title": thing},
        back=back,
        save=_("Hand over"),
    )
