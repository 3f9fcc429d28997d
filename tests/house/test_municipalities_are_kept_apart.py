"""Every relation that could lead from one municipality into another is refused by the database itself."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from pejl.organisation.guards import install_guards, municipal_tables, relations
from tests import build
from tests.effects.made import one_of_each_effect
from tests.followup.one_of_each import one_of_each_followed
from tests.indicators.one_of_each import one_of_each as one_of_each_figure
from tests.initiatives.one_of_each import one_of_each

pytestmark = pytest.mark.django_db

RELATIONS = sorted(relations(), key=lambda one: one.trigger)


def everything_in_a_municipality() -> None:
    """One of each thing that belongs to a municipality. A new room adds its own here."""
    strategy = build.a_strategy()
    unit = build.a_unit(strategy.municipality)
    below = build.a_unit(strategy.municipality, parent=unit)
    build.a_membership("unit_leader", strategy.municipality, below)
    build.a_token(strategy.municipality)
    build.a_logo(strategy.municipality)
    area = build.a_focus_area(strategy)
    objective = build.an_objective(area)
    one_of_each(objective)
    one_of_each_effect(objective)
    one_of_each_followed(objective)
    one_of_each_figure(objective)
    build.a_question(area)
    build.a_driver(strategy)
    build.a_contribution(build.a_centre_strategy(strategy, unit), area)
    build.a_strategy(strategy.municipality, predecessor=strategy)


def model_of(table: str) -> type[Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda one: one.trigger)
def test_a_link_to_another_municipality_is_refused(relation):
    everything_in_a_municipality()
    everything_in_a_municipality()
    rows = model_of(relation.table)._default_manager
    thing = rows.filter(**{f"{relation.column}__isnull": False}).first()
    assert thing, f"{relation.trigger} has no row here: make one in everything_in_a_municipality"
    elsewhere = (
        model_of(relation.target_table)
        ._default_manager.exclude(municipality=thing.municipality)
        .first()
    )
    with pytest.raises(IntegrityError, match="another municipality"), transaction.atomic():
        rows.filter(pk=thing.pk).update(**{relation.column: elsewhere.pk})


def test_a_new_thing_linked_to_another_municipality_is_refused():
    here, elsewhere = build.a_unit(build.a_municipality()), build.a_unit(build.a_municipality())
    linked = type(here)(municipality=here.municipality, name="x", slug="x", parent=elsewhere)
    with pytest.raises(IntegrityError, match="another municipality"), transaction.atomic():
        linked.save(force_insert=True)


@pytest.mark.parametrize("table", sorted(municipal_tables()))
def test_nothing_moves_to_another_municipality(table):
    everything_in_a_municipality()
    other = build.a_municipality()
    thing = model_of(table)._default_manager.exclude(municipality=other).first()
    assert thing, f"{table} has no row here: make one in everything_in_a_municipality"
    with pytest.raises(IntegrityError), transaction.atomic():
        model_of(table)._default_manager.filter(pk=thing.pk).update(municipality=other)


def test_putting_the_guards_up_again_changes_nothing():
    install_guards(connection)
    install_guards(connection)
    unit = build.a_unit(build.a_municipality())
    elsewhere = build.a_unit(build.a_municipality())
    with pytest.raises(IntegrityError), transaction.atomic():
        type(unit).objects.filter(pk=unit.pk).update(parent=elsewhere)
