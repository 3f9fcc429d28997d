"""What pages ask about chains, expectations, evaluations and learning. One file a noun."""

from pejl.effects.queries.beginning import began_on
from pejl.effects.queries.chains import Chain, Lack, chain_of, step_by_id, step_for
from pejl.effects.queries.evaluations import (
    EvaluationPage,
    evaluation_by_id,
    evaluation_by_number,
    evaluation_page,
    evaluations,
    listed,
    result_of,
)
from pejl.effects.queries.evidence import Evidence, evidence_for_objectives
from pejl.effects.queries.expectations import (
    Expected,
    expectation_by_id,
    expectation_for,
    expectations_of,
)
from pejl.effects.queries.initiatives import InitiativeEffects, initiative_effects
from pejl.effects.queries.learning import (
    counts,
    learning_by_id,
    learning_by_number,
    learning_for_objective,
    learnings,
)

__all__ = [
    "Chain",
    "EvaluationPage",
    "Evidence",
    "Expected",
    "InitiativeEffects",
    "Lack",
    "began_on",
    "chain_of",
    "counts",
    "evaluation_by_id",
    "evaluation_by_number",
    "evaluation_page",
    "evaluations",
    "evidence_for_objectives",
    "expectation_by_id",
    "expectation_for",
    "expectations_of",
    "initiative_effects",
    "learning_by_id",
    "learning_by_number",
    "learning_for_objective",
    "learnings",
    "listed",
    "result_of",
    "step_by_id",
    "step_for",
]
