"""Pages about ideas: hand one in, find them, answer them, talk about them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.initiatives import actions, queries
from pejl.initiatives.forms import ideas as forms
from pejl.initiatives.similar import similar_ideas
from pejl.initiatives.views.finding import address, found, show, trail
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.initiatives.models import Idea

ENOUGH_TO_COMPARE = 8
"""So many characters say something; fewer are like everything."""


def _idea(request: PejlRequest, number: int) -> Idea:
    return found(queries.idea_by_number(request.actor, number))


def _page(request: PejlRequest, idea: Idea) -> str:
    return address(request, "idea", idea.number)


def ideas(request: PejlRequest) -> HttpResponse:
    """All ideas, with what became of them; the filter stands in the address."""
    require(request.actor, "initiatives.submit_idea")
    chosen = {name: request.GET.get(name, "")[:100] for name in ("ord", "center", "svar", "mine")}
    listed = queries.ideas(
        request.actor,
        words=chosen["ord"],
        unit=chosen["center"],
        outcome=chosen["svar"],
        mine=bool(chosen["mine"]),
    )
    context = {
        "page": Paginator(listed, 30).get_page(request.GET.get("side")),
        "filters": forms.IdeaFilter(
            initial=chosen, units=organisation.open_units(request.municipality)
        ),
        "may_triage": request.actor.is_member,
        "trail": trail(request, (_("Ideas"), "")),
    }
    return render(request, "initiatives/ideas.html", context)


def idea(request: PejlRequest, number: int) -> HttpResponse:
    """An idea and what became of it."""
    page = found(queries.idea_page(request.actor, number))
    thing = page.idea
    context = {
        "page": page,
        "idea": thing,
        "comment_form": forms.CommentForm(),
        "file_form": forms.FileForm(),
        "may_edit": may(request.actor, "initiatives.edit_idea", thing),
        "may_triage": may(request.actor, "initiatives.triage", thing),
        "may_converse": may(request.actor, "initiatives.converse", thing),
        "trail": trail(request, (_("Ideas"), address(request, "ideas")), (f"{thing.number}", "")),
    }
    return render(request, "initiatives/idea.html", context)


def _offered(request: PejlRequest, form: Any) -> Any:
    form.offer(request.municipality, request.actor)
    return form


def new_idea(request: PejlRequest) -> HttpResponse:
    """“Could this be different?”: one line is enough."""
    home = next(iter(request.actor.unit_ids), None)
    form = _offered(request, forms.NewIdeaForm(request.POST or None, initial={"unit": home}))
    action = partial(actions.submit_idea, by=request.actor, municipality=request.municipality)
    if request.method == "POST" and (handed_in := attempt(form, action)):
        messages.success(
            request, _("Thank you. The centre answers within a week, and you hear of it.")
        )
        return done(request, _page(request, handed_in))
    return show(
        request,
        form,
        permission="initiatives.submit_idea",
        thing=None,
        heading=_("Could this be different?"),
        back=address(request, "ideas"),
        template="initiatives/new_idea.html",
        save=_("Hand in the idea"),
    )


def similar(request: PejlRequest) -> HttpResponse:
    """Ideas like the one being written, as a fragment."""
    require(request.actor, "initiatives.submit_idea")
    words = " ".join(request.GET.get(name, "") for name in ("title", "why"))[:2000]
    close = similar_ideas(request.actor, words) if len(words.strip()) > ENOUGH_TO_COMPARE else []
    context = {"close": queries.ideas_in_order(request.actor, [one.idea_id for one in close])}
    return render(request, "initiatives/similar.html", context)


def edit_idea(request: PejlRequest, number: int) -> HttpResponse:
    thing = _idea(request, number)
    form = forms.IdeaForm(request.POST or None, initial=starting_values(thing, forms.IdeaForm))
    action = partial(actions.edit_idea, by=request.actor, idea=thing)
    if request.method == "POST" and attempt(_offered(request, form), action):
        messages.success(request, _("Saved."))
        return done(request, _page(request, thing))
    return show(
        request,
        _offered(request, form),
        permission="initiatives.edit_idea",
        thing=thing,
        heading=_("Word the idea better"),
        back=_page(request, thing),
    )


def _answer(*, request: PejlRequest, idea: Idea, **values: Any) -> Any:
    """What the answer form says, as the action takes it: first what is answered, then what is begun."""
    given = ("version", "id", "outcome", "reason", "review_on", "wakes_when")
    begins = {
        name: values[name]
        for name in ("unit", "question", "sponsor", "owner", "ends_on")
        if values[name] and (name != "question" or values["outcome"] == "prejekt")
    }
    return actions.answer_idea(
        by=request.actor, idea=idea, begins=begins, **{name: values[name] for name in given}
    )


def answer_idea(request: PejlRequest, number: int) -> HttpResponse:
    """Do now, mature, prejekt, project, park or decline: always with a reason."""
    thing = _idea(request, number)
    initial = {"version": thing.version, "id": uuid4(), "unit": thing.unit_id}
    form = forms.AnswerForm(request.POST or None, initial=initial)
    form.offer(request.municipality)
    if request.method == "POST" and attempt(form, partial(_answer, request=request, idea=thing)):
        messages.success(request, _("Answered. Whoever had the idea is told."))
        return done(request, _page(request, thing))
    return show(
        request,
        form,
        permission="initiatives.triage",
        thing=thing,
        heading=_("Answer: %(title)s") % {"title": thing.title},
        back=_page(request, thing),
        save=_("Answer"),
    )


def hand_over(request: PejlRequest, number: int) -> HttpResponse:
    thing = _idea(request, number)
    form = forms.HandOverForm(
        request.POST or None, initial={"version": thing.version, "id": uuid4()}
    )
    form.offer(request.municipality)
    action = partial(actions.hand_over_idea, by=request.actor, idea=thing)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Handed over. The other centre now owes the answer."))
        return done(request, _page(request, thing))
    return show(
        request,
        form,
        permission="initiatives.triage",
        thing=thing,
        heading=_("Hand over: %(title)s") % {"title": thing.title},
        back=_page(request, thing),
        save=_("Hand over"),
    )


def queue(request: PejlRequest) -> HttpResponse:
    """What waits for an answer, oldest first, and how fast each centre answers."""
    require(request.actor, "initiatives.read_ideas")
    led = request.actor.led_unit_ids
    units = [
        unit for unit in organisation.open_units(request.municipality) if unit.id in led
    ] or None
    everywhere = request.GET.get("alle") == "1" or units is None
    context = {
        "waiting": queries.waiting(request.actor, None if everywhere else units),
        "woken": queries.woken(request.actor),
        "times": queries.answer_times(request.actor),
        "everywhere": everywhere,
        "leads_some": units is not None,
        "promise": queries.ANSWER_WITHIN.days,
        "trail": trail(
            request, (_("Ideas"), address(request, "ideas")), (_("Waiting for an answer"), "")
        ),
    }
    return render(request, "initiatives/queue.html", context)


@require_POST
def join(request: PejlRequest, number: int) -> HttpResponse:
    thing = _idea(request, number)
    if request.POST.get("leave"):
        actions.leave_idea(by=request.actor, idea=thing)
    else:
        actions.join_idea(by=request.actor, idea=thing)
        messages.success(request, _("You have joined the idea, and hear what becomes of it."))
    return done(request, _page(request, thing))


@require_POST
def follow(request: PejlRequest, number: int) -> HttpResponse:
    thing = _idea(request, number)
    verb = actions.unfollow if request.POST.get("leave") else actions.follow
    verb(by=request.actor, idea=thing)
    return done(request, _page(request, thing))


@require_POST
def comment(request: PejlRequest, number: int) -> HttpResponse:
    thing = _idea(request, number)
    form = forms.CommentForm(request.POST)
    if attempt(form, partial(actions.comment, by=request.actor, idea=thing)):
        return done(request, f"{_page(request, thing)}#samtale")
    return show(
        request,
        form,
        permission="initiatives.converse",
        thing=thing,
        heading=_("Comment"),
        back=_page(request, thing),
    )
