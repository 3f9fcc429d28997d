"""Charts: pictures of figures that are read at 360 pixels, on a wall, on paper and with a screen reader.

A chart is plain data (``data``), so any room can make one without this room knowing where its figures come
from. What is drawn is a list of shapes, each with a role (own line, limit, target …) in place of colours; one
writer turns them into SVG for pages, where a style sheet gives each role its look, and one into SVG that stands
alone, for typeset reports. Every chart can also be said in a sentence and set as a table, from the same numbers.
A new kind of chart is a file beside ``series`` and a line in ``kinds``.
"""
