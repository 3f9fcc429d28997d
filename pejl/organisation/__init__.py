"""Municipalities, their units and people (*kommune, enheder, personer*), who may what, and signing in.

A municipality (*kommune*) has a tree of units (*enheder*): the direction, the centres, their institutions and
teams. A person has one or more roles in it: employee, initiative lead, unit leader (*centerchef*, for a unit
and all below it), executive group (*chefgruppe*), strategy office (*strategikontor*) or guest from another
municipality. Whoever does something does it as an *actor*: this person, in this municipality, with these
roles. The names of the levels in a strategy (*fokusområde*, *målsætning* …) belong to the municipality too.
Page 4 of the strategy names the executive group and the centres.
"""
