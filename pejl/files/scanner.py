"""The virus scanner of the installation, where it has one: a command that is given the file and answers.

`PEJL_VIRUS_SCANNER` names it, for instance ``clamdscan --no-summary -``. It gets the file on its standard input;
0 means clean, 1 infected, anything else that it could not tell. What could not be checked is not accepted.
"""

from __future__ import annotations

import logging
import shlex
import subprocess

from django.conf import settings

from pejl.files.refusals import FileCannotBeScanned, FileIsInfected

SECONDS = 30
CLEAN, INFECTED = 0, 1

log = logging.getLogger(__name__)


def require_clean(content: bytes) -> None:
    """Refuse what the scanner finds infected or cannot check; accept everything where there is none."""
    if not settings.PEJL_VIRUS_SCANNER:
        return
    answer = _answer(shlex.split(settings.PEJL_VIRUS_SCANNER), content)
    if answer == INFECTED:
        raise FileIsInfected()
    if answer != CLEAN:
        log.error("the virus scanner could not check a file: it answered %s", answer)
        raise FileCannotBeScanned()


def _answer(command: list[str], content: bytes) -> int | str:
    try:
        done = subprocess.run(
            command,
            input=content,
            timeout=SECONDS,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return "nothing in time"
    except OSError as fault:
        return type(fault).__name__
    return done.returncode
