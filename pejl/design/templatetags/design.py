"""``{% load design %}``: every component of the room in one library. The gallery at /design/ shows each."""

from django import template

from pejl.design.tags import (
    actions,
    chains,
    charts,
    compare,
    figures,
    forms,
    lists,
    panels,
    signs,
    text,
)

register = template.Library()

for _kind in (actions, chains, charts, compare, figures, forms, lists, panels, signs, text):
    register.tags.update(_kind.register.tags)
    register.filters.update(_kind.register.filters)
