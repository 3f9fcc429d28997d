"""The server: granian with processes and threads, stopped by one Ctrl-C."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

if TYPE_CHECKING:
    from pejl.deployment import Application

LONGEST_STOP = 10
"""Seconds that requests under way have to end in when the server is told to stop."""


def serve_until_stopped(*, host: str, port: int, workers: int, threads: int) -> None:
    """Answer requests until Ctrl-C, a closed terminal or a stop from the system."""
    from django.db import connections

    # Workers are forks of this process, and a connection that two processes share loses data.
    connections.close_all()
    server = Granian(
        "pejl.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=LONGEST_STOP,
    )

    def stop_when_the_terminal_closes() -> None:
        """In place of granian's own, which goes on without a terminal and keeps the port."""
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)

    server.on_startup(stop_when_the_terminal_closes)
    server.serve(target_loader=_application_of_a_worker, wrap_loader=False)


def _application_of_a_worker() -> Application:
    """The application, in a process that hears of Ctrl-C from its parent alone.

    Told twice, by the terminal and by its parent, a granian worker may wait for ever.
    """
    os.setpgrp()
    from pejl.wsgi import application

    return application
