"""Whether what was done worked (*effektkæder, effektvurderinger, læring, pejlinger*).

For an initiative, those who carry it write an *effect chain*: what is done, what it delivers, what that leads to
and whom it helps in the end, each with its indicator and the assumption in between; and before it begins, what
they expect. An *effect evaluation* asks the figures afterwards and says how sure one can be. What is learned
becomes a change with somebody responsible (*læring*: page 7 of Greve's strategy, "analyseresultaterne omsættes til
læring"). Out of all this each objective gets its *bearing* (*pejling*), computed and never typed in. The room
rests on ``indicators`` and ``initiatives``.
"""
