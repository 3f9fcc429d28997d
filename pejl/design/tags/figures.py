"""The figure of the strategy."""

from django import template

register = template.Library()
