"""How every page looks and behaves: the room that all other rooms draw with.

Det Fælles Designsystem is what Danish public users know, so its components stand here as template tags
(``{% load design %}``), together with what it lacks: signs of state, the figure of the strategy with the
theme (gennemgående tema) in the middle, word-by-word comparison of texts, and clean print. Class names of
the design system occur in this room alone. It rests on no other room.
"""
