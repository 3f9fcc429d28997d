"""What effect chains, expectations, evaluations and learning are made of. One file a noun."""

from pejl.effects.models.chains import ChainStep, Expectation
from pejl.effects.models.evaluations import Evaluation, EvaluationResult
from pejl.effects.models.learning import Learning

__all__ = ["ChainStep", "Evaluation", "EvaluationResult", "Expectation", "Learning"]
