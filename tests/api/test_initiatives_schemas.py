"""What the API takes of ideas and initiatives is what can be kept, in the models' own words."""

from __future__ import annotations

from typing import get_args

import pytest

from pejl.initiatives import models
from pejl.initiatives.api import (
    catalogue_schemas,
    following,
    naming,
    part_schemas,
    parts,
    people_schemas,
    schemas,
)
from pejl.initiatives.api import idea_schemas as ideas
from pejl.initiatives.criteria import CRITERIA

CHOICES = [
    (ideas.Outcome, models.Idea.Outcome),
    (ideas.Value, models.Idea.Value),
    (ideas.Novelty, models.Idea.Novelty),
    (ideas.Origin, models.Idea.Origin),
    (ideas.Kind, models.Initiative.Kind),
    (ideas.State, models.Initiative.State),
    (schemas.GateKind, models.Gate.Kind),
    (schemas.GateOutcome, models.Gate.Outcome),
    (part_schemas.Confidence, models.Known.Confidence),
    (part_schemas.UnknownState, models.Unknown.State),
    (part_schemas.ActivityKind, models.Activity.Kind),
    (part_schemas.Verdict, models.Option.Verdict),
    (part_schemas.MilestoneState, models.Milestone.State),
    (part_schemas.Level, models.Risk.Level),
    (part_schemas.ParticipantRole, models.Participant.Role),
    (following.Wanted, models.NewsChoice.Wanted),
]


@pytest.mark.parametrize(("literal", "choices"), CHOICES, ids=lambda one: str(one)[-30:])
def test_the_words_to_choose_from_are_the_models_own(literal, choices):
    assert list(get_args(literal)) == choices.values


def test_the_criteria_are_those_that_are_weighed():
    assert list(get_args(schemas.Criterion)) == [one.value for one in CRITERIA]


TAKEN = [
    (ideas.NewIdea, [models.Idea]),
    (ideas.NewAnswer, [models.Triage]),
    (ideas.NewHandOver, [models.Triage]),
    (ideas.NewComment, [models.Comment]),
    (ideas.Begins, [models.Initiative, models.Prejekt, models.Project]),
    (schemas.NewInitiative, [models.Initiative, models.Prejekt, models.Project]),
    (schemas.NewGate, [models.Gate, models.Project, models.Initiative]),
    (schemas.NewSelection, [models.Selection]),
    (schemas.Park, [models.Initiative]),
    (schemas.Stop, [models.Initiative]),
    (catalogue_schemas.NewEdition, [models.CatalogueEdition]),
    (people_schemas.Offer, [models.Facilitator]),
    (part_schemas.Settlement, [models.Unknown, models.Known]),
    *((one.new, [parts.by_id.LINES[one.name]]) for one in parts.LINES if one.name != "dependency"),
    *((one.edits, [parts.by_id.LINES[one.name]]) for one in parts.LINES),
]


@pytest.mark.parametrize(("submission", "kept_in"), TAKEN, ids=lambda one: str(one)[-30:])
def test_no_text_is_taken_that_is_longer_than_can_be_kept(submission, kept_in):
    fields = {field.name: field for model in reversed(kept_in) for field in model._meta.fields}
    properties = submission.model_json_schema()["properties"]
    longest = {
        name: one.get("maxLength")
        for name, one in properties.items()
        if name in fields
        and one.get("type") == "string"
        and one.get("format") != "date"
        and "enum" not in one
    }
    assert longest
    assert longest == {name: fields[name].max_length for name in longest}


@pytest.mark.parametrize("kind", ["prejekt", "project"])
def test_a_field_is_of_one_kind_when_its_model_says_so(kind):
    model = {"prejekt": models.Prejekt, "project": models.Project}[kind]
    assert set(model.tracked) - {"initiative"} == naming.OWN[kind]
