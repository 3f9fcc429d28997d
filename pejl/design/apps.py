"""The room as Django knows it."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Base pages and components; it has no tables."""

    name = "pejl.design"
    label = "design"
