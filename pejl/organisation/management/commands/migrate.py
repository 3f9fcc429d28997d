"""``migrate``, which takes the municipalities' guards away first and puts them back after."""

from __future__ import annotations

from typing import Any

from django.db import connections

from pejl.history.management.commands import migrate
from pejl.organisation.guards import install_guards, remove_guards

CHANGES_NOTHING = ("plan", "check_unapplied")


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if any(options.get(name) for name in CHANGES_NOTHING):
            super().handle(*args, **options)
            return
        connection = connections[options["database"]]
        remove_guards(connection)
        try:
            super().handle(*args, **options)
        finally:
            install_guards(connection)
