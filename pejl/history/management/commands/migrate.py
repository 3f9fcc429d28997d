"""Django's ``migrate`` with the calm autodetector."""

from django.core.management.commands import migrate

from pejl.history.management.autodetector import CalmAutodetector


class Command(migrate.Command):
    autodetector = CalmAutodetector
