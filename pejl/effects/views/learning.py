"""The register of learning, and the pages on which a finding becomes a change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.effects import actions, queries
from pejl.effects.forms import learning as forms
from pejl.effects.forms.evaluations import PublishForm
from pejl.effects.queries.learning import Filter, sources_seen_by
from pejl.effects.views.finding import address, found_learning, number_in, show, trail
from pejl.indicators import queries as indicators
from pejl.initiatives import queries as initiatives
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may
from pejl.strategy import queries as strategy_room

NAMES = ("ord", "tilstand", "hjalp", "center", "maal", "ansvarlig", "over")


def learnings(request: PejlRequest) -> HttpResponse:
    """The register: what was found, what is changed because of it, and whether it helped."""
    actor = request.actor
    chosen = {name: request.GET.get(name, "")[:100] for name in NAMES}
    narrowed = Filter(
        state=chosen["tilstand"], helped=chosen["hjalp"], unit=chosen["center"],
        objective=chosen["maal"], responsible=chosen["ansvarlig"], overdue=bool(chosen["over"]),
        words=chosen["ord"],
    )  # fmt: skip
    listed = queries.learnings(actor, narrowed)
    context = {
        "page": Paginator(listed, 25).get_page(request.GET.get("side")),
        "counts": queries.counts(actor, narrowed),
        "filters": forms.LearningFilter(
            initial=chosen,
            units=organisation.open_units(request.municipality),
            objectives=strategy_room.objectives_in_force(actor).select_related(
                "focus_area", "strategy"
            ),
            people=organisation.members(request.municipality) if actor.is_member else None,
        ),
        "is_narrowed": any(chosen.values()),
        "may_learn": may(actor, "effects.tell_learning"),
        "tells_names": actor.is_member,
        "trail": trail(request, (_("Learning"), "")),
    }
    return render(request, "effects/learnings.html", context)


def learning(request: PejlRequest, number: int) -> HttpResponse:
    """One finding: where it was learned, what is changed, who does it, and whether it helped."""
    one, actor = found_learning(request, number), request.actor
    context = {
        "learning": one,
        "may_edit": may(actor, "effects.edit_learning", one),
        "may_decide": may(actor, "effects.decide_change", one),
        "may_publish": may(actor, "effects.publish", one),
        "tells_names": actor.is_member,
        "trail": trail(request, (_("Learning"), address(request, "learnings")), (one.label, "")),
        "sources": sources_seen_by(actor, one),
    }
    return render(request, "effects/learning.html", context)


def new_learning(request: PejlRequest) -> HttpResponse:
    """Write what was found; ``?vurdering=``, ``?indsats=`` and ``?indikator=`` say where."""
    actor = request.actor
    lookups: dict[str, tuple[str, Callable[[Any, int], Any]]] = {
        "evaluation": ("vurdering", queries.evaluation_by_number),
        "initiative": ("indsats", initiatives.initiative_by_number),
        "indicator": ("indikator", indicators.indicator_by_number),
    }
    initial = {
        name: look_up(actor, number)
        for name, (word, look_up) in lookups.items()
        if (number := number_in(request, word)) is not None
    }
    form = forms.NewLearningForm(request.POST or None, initial=initial)
    form.offer(request.municipality, actor)
    action = partial(actions.tell_learning, by=actor, municipality=request.municipality)
    if request.method == "POST" and (made := attempt(form, action)):
        messages.success(request, _("Written. Now decide what it changes."))
        return done(request, address(request, "learning", made.number))
    return show(
        request,
        form,
        permission="effects.tell_learning",
        thing=None,
        heading=_("What did we learn?"),
        back=address(request, "learnings"),
        save=_("Write it down"),
    )


def _step(
    request: PejlRequest,
    number: int,
    form_class: Any,
    action: Callable[..., Any],
    *,
    permission: str,
    heading: str,
    save: str,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """One step on the way from finding to change."""
    one = found_learning(request, number)
    form = form_class(
        request.POST or None, initial=starting_values(one, form_class) | (initial or {})
    )
    if hasattr(form, "offer"):
        form.offer(request.municipality, request.actor)
    if request.method == "POST" and attempt(form, partial(action, by=request.actor, learning=one)):
        messages.success(request, _("Saved."))
        return done(request, address(request, "learning", number))
    return show(
        request,
        form,
        permission=permission,
        thing=one,
        heading=heading,
        lead=one.finding,
        back=address(request, "learning", number),
        save=save,
        public=one.is_public,
    )


def edit_learning(request: PejlRequest, number: int) -> HttpResponse:
    return _step(
        request, number, forms.LearningForm, actions.edit_learning,
        permission="effects.edit_learning", heading=_("Word it better"), save=_("Save"),
    )  # fmt: skip


def decide(request: PejlRequest, number: int) -> HttpResponse:
    """Decide what is changed, who does it and by when."""
    return _step(
        request, number, forms.DecideForm, actions.decide_change,
        permission="effects.decide_change", heading=_("What do we change?"),
        save=_("Decide the change"),
    )  # fmt: skip


def no_change(request: PejlRequest, number: int) -> HttpResponse:
    """Say why it leads to no change."""
    return _step(
        request, number, forms.NoChangeForm, actions.lead_to_no_change,
        permission="effects.decide_change", heading=_("It leads to no change"),
        save=_("Decide that"),
    )  # fmt: skip


def changed(request: PejlRequest, number: int) -> HttpResponse:
    """Say that it was changed, and on which day."""
    return _step(
        request, number, forms.ChangedForm, actions.say_changed,
        permission="effects.edit_learning", heading=_("It is changed"), save=_("Say so"),
        initial={"changed_on": timezone.localdate()},
    )  # fmt: skip


def helped(request: PejlRequest, number: int) -> HttpResponse:
    """Say whether it helped, and how we know."""
    return _step(
        request, number, forms.HelpedForm, actions.say_helped,
        permission="effects.edit_learning", heading=_("Did it help?"), save=_("Say so"),
    )  # fmt: skip


@require_POST
def publish(request: PejlRequest, number: int) -> HttpResponse:
    """Let everyone read it, without names; or take it back from the public."""
    one = found_learning(request, number)
    form = PublishForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.publish_learning(by=request.actor, learning=one, **form.cleaned_data)
    messages.success(
        request, _("Everyone can read it now.") if one.is_public else _("It is internal now.")
    )
    return done(request, address(request, "learning", number))
