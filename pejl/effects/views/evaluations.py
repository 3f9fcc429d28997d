"""Pages about evaluations: the list, one with its answer, and the forms with which the question is put."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.effects import actions, queries, wording
from pejl.effects.charts import charts_of
from pejl.effects.forms import evaluations as forms
from pejl.effects.queries.evaluations import EvaluationPage, Filter
from pejl.effects.queries.lines import offers
from pejl.effects.sheets import rows_of
from pejl.effects.views.finding import (
    address,
    found,
    found_evaluation,
    number_in,
    show,
    trail,
)
from pejl.files.sheet import as_csv
from pejl.indicators import queries as indicators
from pejl.initiatives import queries as initiatives
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may

if TYPE_CHECKING:
    from pejl.effects.models import Evaluation

NAMES = ("ord", "metode", "bevis", "indsats")


def evaluations(request: PejlRequest) -> HttpResponse:
    """All evaluations with what the figures answered last; the filter stands in the address."""
    chosen = {name: request.GET.get(name, "")[:100] for name in NAMES}
    listed = queries.evaluations(
        request.actor,
        Filter(chosen["metode"], chosen["bevis"], number_in(request, "indsats"), chosen["ord"]),
    )
    page = Paginator(listed, 25).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "listed": [
            {"it": one, "said": wording.sentence(one.latest) if one.latest else ""}
            for one in queries.listed(request.actor, page.object_list)
        ],
        "filters": forms.EvaluationFilter(initial=chosen),
        "may_begin": may(request.actor, "effects.begin_evaluation"),
        "trail": trail(request, (_("Effect evaluations"), "")),
    }
    return render(request, "effects/evaluations.html", context)


def evaluation(request: PejlRequest, number: int) -> HttpResponse:
    """The question, the answer with its uncertainty, what would make it wrong, and what it is graded by."""
    found_one = found_evaluation(request, number)
    page = queries.evaluation_page(request.actor, found_one)
    actor = request.actor
    context = {
        "page": page,
        "evaluation": found_one,
        "method_words": wording.METHODS[found_one.method],
        "may_edit": may(actor, "effects.evaluate", found_one),
        "may_publish": may(actor, "effects.publish", found_one),
        "may_learn": may(actor, "effects.tell_learning"),
        "tells_names": actor.is_member,
        "earlier": [{"it": one, "said": wording.sentence(one)} for one in page.earlier],
        "trail": trail(
            request,
            (_("Effect evaluations"), address(request, "evaluations")),
            (found_one.label, ""),
        ),
    } | _told(page)
    return render(request, "effects/evaluation.html", context)


def _told(page: EvaluationPage) -> dict[str, Any]:
    """The latest answer in words and charts."""
    result = page.latest
    if result is None:
        return {"result": None}
    return {
        "result": result,
        "said": wording.sentence(result),
        "charts": charts_of(result),
        "grade_words": "" if result.refused else wording.GRADES[result.grade],
        "demands": wording.demands(result, result.grounds),
        "assumptions": wording.assumptions(result),
        "left_out": result.figures.get("left_out", []),
    }


def new_evaluation(request: PejlRequest) -> HttpResponse:
    """Ask whether something worked: with ``?indsats=`` of an initiative, with ``?indikator=`` of an indicator."""
    actor = request.actor
    number, measured = number_in(request, "indsats"), number_in(request, "indikator")
    initiative = initiatives.initiative_by_number(actor, number) if number else None
    indicator = indicators.indicator_by_number(actor, measured) if measured else None
    initial = {
        "initiative": initiative,
        "indicator": indicator,
        "begins_on": initiative.starts_on if initiative else None,
        "method": "before_after",
    }
    form = forms.NewEvaluationForm(request.POST or None, initial=initial)
    form.offer(actor)
    action = partial(actions.create_evaluation, by=actor, municipality=request.municipality)
    if request.method == "POST" and (made := attempt(form, action)):
        return _go_on(request, made)
    return show(
        request,
        form,
        permission="effects.begin_evaluation",
        thing=initiative or indicator,
        heading=_("New effect evaluation"),
        back=address(request, "evaluations"),
        save=_("Put the question"),
    )


def _go_on(request: PejlRequest, made: Evaluation) -> HttpResponse:
    """To whom to compare with; a method that holds a series against its own past has nobody to choose."""
    compares = made.method in made.COMPARING
    messages.success(
        request,
        _("The question is put. Choose whom to compare with, and reckon.")
        if compares
        else _("The question is put. Reckon for the answer."),
    )
    page = "edit_evaluation" if compares else "evaluation"
    return done(request, address(request, page, made.number))


def edit_evaluation(request: PejlRequest, number: int) -> HttpResponse:
    """Word the question better, say whom it is about and whom to compare with."""
    found_one = found_evaluation(request, number)
    form = forms.EvaluationForm(
        request.POST or None, initial=starting_values(found_one, forms.EvaluationForm)
    )
    form.offer(offers(found_one.indicator))
    action = partial(actions.edit_evaluation, by=request.actor, evaluation=found_one)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, address(request, "evaluation", number))
    return show(
        request,
        form,
        permission="effects.evaluate",
        thing=found_one,
        heading=_("Put the question"),
        back=address(request, "evaluation", number),
        lead=_("What was answered before stays as it was asked: reckon again for a new answer.")
        if queries.result_of(found_one)
        else "",
        public=found_one.is_public,
    )


@require_POST
def run(request: PejlRequest, number: int) -> HttpResponse:
    """Reckon on the figures that hold now."""
    found_one = found_evaluation(request, number)
    before = queries.result_of(found_one)
    result = actions.run_evaluation(by=request.actor, evaluation=found_one)
    if before is not None and before.pk == result.pk:
        messages.info(request, _("Question and figures are as before, and so is the answer."))
    elif before is not None:
        messages.success(request, _("Reckoned. Earlier answers stay below."))
    else:
        messages.success(request, _("Reckoned."))
    return done(request, address(request, "evaluation", number))


def conclude(request: PejlRequest, number: int) -> HttpResponse:
    """Say in words what we conclude."""
    found_one = found_evaluation(request, number)
    form = forms.ConclusionForm(
        request.POST or None, initial=starting_values(found_one, forms.ConclusionForm)
    )
    action = partial(actions.conclude_evaluation, by=request.actor, evaluation=found_one)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, f"{address(request, 'evaluation', number)}#konklusion")
    return show(
        request,
        form,
        permission="effects.evaluate",
        thing=found_one,
        heading=_("What do we conclude?"),
        back=address(request, "evaluation", number),
        public=found_one.is_public,
    )


@require_POST
def publish(request: PejlRequest, number: int) -> HttpResponse:
    """Let everyone read it, or take it back from the public."""
    found_one = found_evaluation(request, number)
    form = forms.PublishForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.publish_evaluation(by=request.actor, evaluation=found_one, **form.cleaned_data)
    messages.success(
        request, _("Everyone can read it now.") if found_one.is_public else _("It is internal now.")
    )
    return done(request, address(request, "evaluation", number))


def figures(request: PejlRequest, number: int) -> HttpResponse:
    """The figures of the latest result, or of the one that ``?resultat=`` names, as a spreadsheet."""
    found_one = found_evaluation(request, number)
    result = found(queries.result_of(found_one, _key(request.GET.get("resultat", ""))))
    response = HttpResponse(as_csv(rows_of(result)), content_type="text/csv; charset=utf-8")
    day = timezone.localdate(result.ran_at).isoformat()
    response["Content-Disposition"] = f'attachment; filename="{found_one.label.lower()}-{day}.csv"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _key(word: str) -> UUID | None:
    if not word:
        return None
    try:
        return UUID(word)
    except ValueError:
        raise Http404 from None
