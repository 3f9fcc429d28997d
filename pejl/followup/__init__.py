"""Chefgruppen follows up (*opfølgningsrunder, status, møder, beslutninger, protokol*).

Several times a year the strategy office opens a *round* (*runde*). Pejl works out who owes a report on what: the
owners of initiatives, those responsible for objectives and focus areas. Each gets one letter with one link to
one page, and confirms or changes the status in under a minute. Beside each judgement stands what the figures
suggest; a judgement that has grown old shows as stale and never as green. The executive group meets on the
exceptions, its decisions are recorded on what they are about, and the signed round is frozen as a *record* that
nobody can repaint.
Page 6 of Greve's strategy: "følge systematisk op i chefgruppen". The room rests on ``effects``, ``indicators``,
``initiatives`` and ``strategy``.
"""
