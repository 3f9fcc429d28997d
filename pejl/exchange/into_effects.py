"""A folder's effect chains, expectations, evaluations and learning into Pejl. Evaluations are reckoned here.

What stands in Pejl already, known by the key it has in the folder, is left as people have written it since.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pejl.effects import actions
from pejl.effects.models import ChainStep, Evaluation, Expectation, Learning
from pejl.exchange.into_initiatives import Writing, moment
from pejl.exchange.references import Folder
from pejl.exchange.references_figures import number_in
from pejl.exchange.refusals import told_at
from pejl.exchange.shape import Entry, words_of
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative

STEP = ("kind", "text", "assumption", "evidence", "standing", "is_example")
EVALUATION = ("title", "question", "method", "begins_on", "season", "threats", "is_example")
LEARNING = ("finding", "details", "other_source", "is_example")


def bring_in_effects(
    *, folder: Folder, writing: Writing, indicators: Mapping[str, Indicator]
) -> None:
    """Write the chains and expectations, put the questions to the figures, and tell what was learned."""
    effects = _Effects(writing, indicators)
    for chain in folder.chains:
        effects.chain(chain)
    for expectation in folder.expectations:
        effects.expectation(expectation)
    for evaluation in folder.evaluations:
        effects.evaluation(evaluation)
    for learning in folder.learnings:
        effects.learning(learning)


class _Effects:
    """Writes what the folder has and Pejl does not."""

    def __init__(self, writing: Writing, indicators: Mapping[str, Indicator]) -> None:
        self.writing = writing
        self.indicators = indicators
        self.by = writing.here.by
        self.municipality = writing.here.municipality
        self.evaluations: dict[str, Evaluation] = {}

    def _initiative(self, key: str | None) -> Initiative | None:
        if not key:
            return None
        found = Initiative.objects.filter(id=self.writing.key("initiative", key))
        return found.select_related("municipality", "unit").first()

    def chain(self, entry: Entry) -> None:
        initiative = self._initiative(entry.fields["initiative"])
        if initiative is None:
            return
        for number, step in enumerate(entry.parts["steps"]):
            key = self.writing.key("chain-step", initiative.id, number)
            if ChainStep.objects.filter(id=key).exists():
                continue
            with told_at(step):
                actions.add_step(
                    by=self.by,
                    initiative=initiative,
                    id=key,
                    indicator=self.indicators.get(step.fields["indicator"] or ""),
                    **{name: step.fields[name] for name in STEP},
                )

    def expectation(self, entry: Entry) -> None:
        fields = entry.fields
        initiative = self._initiative(fields["initiative"])
        key = self.writing.key("expectation", fields["initiative"], fields["indicator"])
        if initiative is None or Expectation.objects.filter(id=key).exists():
            return
        written = {"written_on": fields["written_on"]} if fields["written_on"] else {}
        with told_at(entry):
            actions.write_expectation(
                by=self.by, initiative=initiative, indicator=self.indicators[fields["indicator"]],
                change=number_in(fields["change"]) or Decimal(), due_on=fields["due_on"],
                measured_how=fields["measured_how"], id=key, is_example=fields["is_example"],
                **written,
            )  # fmt: skip

    def evaluation(self, entry: Entry) -> None:
        """Put the question, reckon on the figures, conclude and publish as the folder says."""
        fields = entry.fields
        key = self.writing.key("evaluation", fields["key"])
        found = (
            Evaluation.objects.filter(id=key).select_related("indicator", "municipality").first()
        )
        if found is not None:
            self.evaluations[fields["key"]] = found
            return
        with told_at(entry):
            made = actions.create_evaluation(
                by=self.by, municipality=self.municipality, id=key,
                indicator=self.indicators[fields["indicator"]],
                initiative=self._initiative(fields["initiative"]),
                compared_with=words_of(fields["compared_with"]),
                **{name: fields[name] for name in EVALUATION},
            )  # fmt: skip
            self.evaluations[fields["key"]] = made
            ran = {"ran_at": moment(fields["reckoned_on"])} if fields["reckoned_on"] else {}
            actions.run_evaluation(by=self.by, evaluation=made, **ran)
            if fields["conclusion"]:
                actions.conclude_evaluation(
                    by=self.by, evaluation=made, version=made.version,
                    conclusion=fields["conclusion"],
                )  # fmt: skip
            if fields["is_public"]:
                actions.publish_evaluation(by=self.by, evaluation=made, version=made.version)

    def learning(self, entry: Entry) -> None:
        fields = entry.fields
        key = self.writing.key("learning", fields["key"])
        if Learning.objects.filter(id=key).exists():
            return
        found = {"found_on": fields["found_on"]} if fields["found_on"] else {}
        with told_at(entry):
            made = actions.tell_learning(
                by=self.by, municipality=self.municipality, id=key,
                evaluation=self.evaluations.get(fields["evaluation"] or ""),
                indicator=self.indicators.get(fields["indicator"] or ""),
                initiative=self._initiative(fields["initiative"]),
                objective=self.writing.aims.get(fields["objective"] or ""),
                **{name: fields[name] for name in LEARNING}, **found,
            )  # fmt: skip
            self._bring_to_state(fields, made)
            if fields["is_public"]:
                actions.publish_learning(by=self.by, learning=made, version=made.version)

    def _bring_to_state(self, fields: dict[str, Any], made: Learning) -> None:
        """From a finding to a change, and to whether it helped, as far as the folder says."""
        state, by = fields["state"], self.by
        if state == "no_change":
            actions.lead_to_no_change(
                by=by, learning=made, version=made.version, reason=fields["state_reason"]
            )
        if state not in ("decided", "changed"):
            return
        actions.decide_change(
            by=by, learning=made, version=made.version, change=fields["change"],
            responsible=self.writing.here.people.get(fields["responsible"] or ""),
            due_on=fields["due_on"], unit=self.writing.here.units.get(fields["unit"] or ""),
            decided_on=fields["found_on"],
        )  # fmt: skip
        if state == "changed":
            actions.say_changed(
                by=by, learning=made, version=made.version, changed_on=fields["changed_on"]
            )
            if fields["helped"] != "unknown":
                actions.say_helped(
                    by=by, learning=made, version=made.version, helped=fields["helped"],
                    helped_note=fields["helped_note"],
                )  # fmt: skip
