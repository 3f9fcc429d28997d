"""What the API takes of indicators is what can be kept, in the models' own words."""

from __future__ import annotations

from typing import get_args

import pytest

from pejl.indicators import models
from pejl.indicators.analysis import STATES
from pejl.indicators.api import submissions, wire
from pejl.indicators.reading.cells import Role

CHOICES = [
    (wire.Kind, models.Indicator.Kind),
    (wire.Level, models.Indicator.Level),
    (wire.Direction, models.Indicator.Direction),
    (wire.Frequency, models.Indicator.Frequency),
    (wire.Source, models.Indicator.Source),
    (wire.ImportState, models.Import.State),
]


@pytest.mark.parametrize(("literal", "choices"), CHOICES, ids=lambda one: str(one)[-30:])
def test_the_words_to_choose_from_are_the_models_own(literal, choices):
    assert list(get_args(literal)) == choices.values


def test_roles_of_columns_and_states_are_those_that_there_are():
    assert list(get_args(wire.Role)) == [str(one) for one in Role]
    assert set(get_args(wire.State)) == set(STATES)
    assert set(get_args(wire.ByHand)) < set(get_args(wire.Source))


TAKEN = [
    (submissions.NewIndicator, models.Indicator),
    (submissions.IndicatorEdits, models.Indicator),
    (submissions.NewValue, models.Value),
    (submissions.Correction, models.Value),
    (submissions.NewTarget, models.Target),
    (submissions.NewStepChange, models.StepChange),
    (submissions.Columns, models.Import),
]


@pytest.mark.parametrize(("submission", "model"), TAKEN, ids=lambda one: one.__name__)
def test_no_text_is_taken_that_is_longer_than_can_be_kept(submission, model):
    fields = {field.name: field for field in model._meta.fields}
    longest = {
        name: one["maxLength"]
        for name, one in submission.model_json_schema()["properties"].items()
        if name in fields and getattr(fields[name], "max_length", None) and "maxLength" in one
    }
    assert longest
    assert longest == {name: fields[name].max_length for name in longest}
