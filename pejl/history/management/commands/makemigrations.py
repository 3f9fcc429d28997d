"""Django's ``makemigrations`` with the calm autodetector."""

from django.core.management.commands import makemigrations

from pejl.history.management.autodetector import CalmAutodetector


class Command(makemigrations.Command):
    autodetector = CalmAutodetector
