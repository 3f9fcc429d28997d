"""Lines of several sorts are read in one SQL query, and are the same as read sort by sort."""

from __future__ import annotations

from datetime import date

import pytest

from pejl.initiatives import models
from pejl.initiatives.actions.projects import add_line
from pejl.initiatives.queries.together import lines_together
from tests import build
from tests.initiatives import exploring
from tests.initiatives.one_of_each import one_of_each
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

SORTS = (
    models.Known, models.Unknown, models.Activity, models.Option, models.LogEntry,
    models.Participant, models.Milestone, models.Deliverable, models.Dependency, models.Risk,
    models.Comment, models.Attachment,
)  # fmt: skip


def values(line):
    """Everything that a line says, each with its type."""
    found = [getattr(line, field.attname) for field in line._meta.concrete_fields]
    return [(type(one), one) for one in found]


def test_a_line_says_the_same_read_together_as_read_alone(django_assert_num_queries):
    one_of_each(build.an_objective())
    initiative = models.Initiative.objects.get(kind="prejekt")
    with django_assert_num_queries(1):
        together = lines_together(initiative, *(sort.objects.all() for sort in SORTS))
    for sort, lines in zip(SORTS, together, strict=True):
        alone = sort.objects.get(initiative=initiative)
        assert [values(line) for line in lines] == [values(alone)], sort
        assert lines == [alone]
    with django_assert_num_queries(0):
        assert together[0][0].initiative is initiative


def test_lines_stand_in_the_order_of_their_sort_and_are_only_those_asked_for():
    world = exploring.a_world()
    prejekt = exploring.grown(world, 3)
    exploring.grown(world, 1)
    models.Unknown.objects.filter(initiative=prejekt, question="Og 2?").update(
        noted_on=date(2014, 3, 1)
    )
    sorts = (
        models.Known.objects.all(),
        models.Unknown.objects.filter(is_critical=True),
        models.LogEntry.objects.all(),
    )
    known, critical, log = lines_together(prejekt, *sorts)
    assert known == list(prejekt.knowns.all())
    assert critical[0].question == "Og 2?"
    assert critical == list(prejekt.unknowns.filter(is_critical=True))
    assert log == list(prejekt.logentrys.all())


def test_what_is_written_with_quotes_letters_and_lines_reads_the_same():
    project = a_project()
    text = "Sagde \"ja\" \\ og 'nej'\nmed æ, ø, å, \u20ac og \U0001f642 {0}"
    add_line(
        by=build.the_operator(project.municipality), initiative=project, kind="risk", text=text
    )
    (risks,) = lines_together(project, models.Risk.objects.all())
    assert [one.text for one in risks] == [text]
