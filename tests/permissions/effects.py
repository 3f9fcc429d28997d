"""A chain, an expectation, an evaluation with its answer and something learned, about one project each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pejl.effects import actions
from pejl.effects.models import ChainStep, Evaluation, Expectation, Learning
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Unit
from tests import build
from tests.indicators.made import an_indicator

OF_AN_INITIATIVE = {
    "initiative", "add_step", "edit_step", "move_step", "remove_step", "write_expectation",
    "edit_expectation", "remove_expectation",
}  # fmt: skip
OF_LEARNING = {
    "learning", "edit_learning", "decide", "no_change", "changed", "helped", "publish_learning",
}  # fmt: skip


@dataclass(frozen=True)
class Findings:
    """What is said about the effect of one project, as public as its strategy."""

    project: Initiative
    indicator: Indicator
    step: ChainStep
    expectation: Expectation
    evaluation: Evaluation
    learning: Learning

    def arguments(self, name: str) -> dict[str, Any]:
        """What the page with this name asks for, besides what all pages do."""
        room, _colon, page = name.partition(":")
        if room != "effects":
            return {}
        whole: Any = self.evaluation
        if page in OF_AN_INITIATIVE:
            whole = self.project
        elif page in OF_LEARNING:
            whole = self.learning
        line: Any = self.expectation if "expectation" in page else self.step
        return {"number": whole.number, "key": line.pk}

    def keys(self) -> dict[str, Any]:
        """What operations of the API ask for."""
        return {
            "step_id": self.step,
            "expectation_id": self.expectation,
            "evaluation_id": self.evaluation,
            "learning_id": self.learning,
        }


def findings(project: Initiative, unit: Unit) -> Findings:
    office: Any = {"by": build.the_operator(project.municipality)}
    is_public = project.is_public
    indicator = an_indicator(project.municipality, is_public=True)
    evaluation = actions.create_evaluation(
        **office, municipality=project.municipality, title="Virkede det?", indicator=indicator,
        question="Faldt ventetiden?", method="before_after", begins_on=date(2014, 7, 1),
        initiative=project, is_public=is_public,
    )  # fmt: skip
    actions.run_evaluation(**office, evaluation=evaluation)
    return Findings(
        project=project,
        indicator=indicator,
        step=actions.add_step(**office, initiative=project, kind="activity", text="Vi ringer op"),
        expectation=actions.write_expectation(
            **office, initiative=project, indicator=indicator, change=Decimal(-5),
            due_on=date(2014, 12, 31),
        ),
        evaluation=evaluation,
        learning=actions.tell_learning(
            **office, municipality=project.municipality, finding="Opkald virker", unit=unit,
            evaluation=evaluation, is_public=is_public,
        ),
    )  # fmt: skip
