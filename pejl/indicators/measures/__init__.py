"""What Pejl counts itself of the rooms below: ideas, prejekter and other initiatives, people, the strategy.

A figure of a period that is over stays the same whatever happens later, as far as dates, answers and decisions
tell how things stood. Where they do not, the measure is ``only_now``: it counts the running period alone, and says
so in its definition. docs/measures.md lists them all.
"""

from pejl.indicators.measures import ideas, initiatives, people, prejekter, strategy

__all__ = ["ideas", "initiatives", "people", "prejekter", "strategy"]
