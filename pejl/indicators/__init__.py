"""Figures that tell how an objective fares (*indikatorer, mål, beregninger*).

An *indicator* is a named series of values with a unit, a direction, a baseline and targets per date. Its values
are entered by hand, imported from a file or from Statistics Denmark, or computed by Pejl from what is in the
system (a *measure*); whatever comes after, from the chart to the bearing, is the same for all three. A value is
never changed: a correction is a new value with its reason, and every number leads to its rows or its file. The
executive group sets the targets (page 6 of Greve's strategy: "ved at opstille mål"). The room rests on
``strategy`` and ``initiatives``.
"""
