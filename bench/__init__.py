"""The figures that Pejl promises, measured: ``make bench`` (docs/bench.md tells what each one is).

Nothing here is part of the product. ``data`` makes a country of municipalities once, ``pages`` asks the
application for its pages, ``wire`` visits them as a browser does, ``house`` starts a fresh clone.
"""
