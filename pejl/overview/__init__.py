"""Pages that put rooms together: the front page with the theme figure, a strategy, an objective, a centre.

Each page asks the rooms' queries and shows their answers side by side. An objective's page (*målsætningens
side*) is where every later room hangs its evidence: add a section to ``queries.objective_page`` and a
template part. This one room may know all others, so that no other needs to.
"""
