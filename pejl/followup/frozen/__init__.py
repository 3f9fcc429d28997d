"""What goes into the record of a round, as plain data: texts, whole numbers, truths, lists and names to these.

Everything that the executive group had before it, and everything that it said: every report with what the
figures suggested, the bearing of every objective with its figures, the agenda with minutes, what was decided,
which units were ready, how much was stale or nobody's, who signed. Words stand beside codes, in Danish, so that a
record can be read in fifty years without Pejl. docs/records.md lists the fields.
"""
