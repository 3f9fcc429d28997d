"""The ``pejl`` command: what an operator does with an installation. docs/commands.md tells of each.

Nothing but the standard library is imported before a command is chosen, so that ``pejl --version`` answers at
once. Each command is a function here; the words for its arguments stand beside it in ``COMMANDS``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pejl import __version__, deployment
from pejl.starting import (
    Failed,
    bring_database_up_to_date,
    collect_static_files,
    example_folder,
    refuse_busy_port,
    refuse_demo_people,
    refuse_old_database,
    say,
    start_django,
    worker_beside,
)

if TYPE_CHECKING:
    from pejl.followup.operating import Outcome
    from pejl.organisation.models import Person

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def demo(options: argparse.Namespace) -> int:
    """Serve the example on this machine: prepare the database, load it when empty, serve."""
    os.environ.setdefault("PEJL_ADDRESS", f"http://{options.host}:{options.port}")
    start_django()
    from django.conf import settings

    if not settings.PEJL_DEMO:
        raise Failed("This installation is configured, so it is no demo. Start it with: pejl serve")
    refuse_busy_port(options.host, options.port)
    bring_database_up_to_date()
    _load_example_into_empty_database()
    collect_static_files()
    address = f"http://{options.host}:{options.port}/"
    say(f"\nPejl is at {address}   (Ctrl-C stops it)\n")
    say("Everybody may read. To write, sign in as one of")
    demo_people(options)
    return serve(options)


def demo_people(_options: argparse.Namespace) -> int:
    """List the people of the demo, one for each role, and their password."""
    start_django()
    from pejl.organisation import queries

    people = list(queries.demo_people())
    if not people:
        raise Failed("There are no demo people in this database.")
    width = max(len(person.email) for person in people)
    for person in people:
        say(f"  {person.email:{width}}  {_roles(person)}")
    say(f"with the password  {deployment.DEMO_PASSWORD}\n")
    return 0


def serve(options: argparse.Namespace) -> int:
    """Serve the application with granian until it is told to stop."""
    start_django()
    from django.conf import settings

    from pejl.serving import serve_until_stopped

    if settings.PEJL_DEMO and not deployment.is_loopback(options.host):
        raise Failed(
            f"Without configuration only the demo on this machine runs, not on {options.host}.\n"
            "Set PEJL_SECRET_KEY, PEJL_HOSTS and DATABASE_URL first: docs/settings.md"
        )
    refuse_old_database()
    refuse_demo_people()
    refuse_busy_port(options.host, options.port)
    collect_static_files()
    with worker_beside() if settings.PEJL_DEMO else nullcontext():
        serve_until_stopped(
            host=options.host,
            port=options.port,
            workers=options.workers,
            threads=options.threads,
        )
    return 0


def worker(options: argparse.Namespace) -> int:
    """Do the jobs that wait, send the mail, and keep what is periodic, until it is told to stop."""
    start_django()
    from pejl.jobs.worker import Worker

    refuse_old_database()
    refuse_demo_people()
    Worker(beside=options.beside).run()
    return 0


def migrate(_options: argparse.Namespace) -> int:
    """Bring the database's tables to this version."""
    start_django()
    changed = bring_database_up_to_date()
    say("The database was brought up to date." if changed else "The database is up to date.")
    return 0


def import_folder(options: argparse.Namespace) -> int:
    """Read a strategy from a folder: everything or, when there is a fault, nothing."""
    start_django()
    return _import(options.path)


def check(_options: argparse.Namespace) -> int:
    """Say what is missing before this installation can serve others, and what its users would miss."""
    missing = deployment.missing_settings(os.environ)
    if deployment.is_demo(os.environ):
        missing = ["Nothing is configured, so this is the demo: it serves this machine only."]
    for sentence in missing:
        say(f"Missing: {sentence}")
    if missing:
        return 1
    for sentence in deployment.advised_settings(os.environ):
        say(f"Advice:  {sentence}")
    start_django()
    from django.core.management import call_command

    refuse_old_database()
    refuse_demo_people()
    _say_whether_the_queue_moves()
    _say_whether_rounds_can_be_signed()
    call_command("check", deploy=True, fail_level="WARNING")
    return 0


def _say_whether_the_queue_moves() -> None:
    from pejl.jobs import queries

    found = queries.standing()
    if found.is_standing_still:
        say(
            "Advice:  jobs or letters wait for long: does `pejl worker` run, does the mail server answer?"
        )
    if left := found.left_to_people:
        say(f"Advice:  {left} jobs and letters wait for a person: docs/jobs.md")


def _say_whether_rounds_can_be_signed() -> None:
    from django.conf import settings

    if advice := deployment.signing_key_advice(settings.PEJL_SIGNING_KEY):
        say(f"Advice:  {advice}")


def makemigrations(options: argparse.Namespace) -> int:
    """Write the migration for a changed model; for developers."""
    return run_django(argparse.Namespace(words=["makemigrations", *options.words]))


def createadmin(options: argparse.Namespace) -> int:
    """Make the installation's first administrator, who can then open municipalities."""
    start_django()
    from getpass import getpass

    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from pejl.history.refusals import Refusal
    from pejl.organisation import actions, queries

    password = os.environ.get("PEJL_ADMIN_PASSWORD") or getpass("Password: ")
    try:
        validate_password(password)
        actions.appoint_administrator(
            by=queries.operator(), email=options.email, name=options.name, password=password
        )
    except ValidationError as fault:
        raise Failed("\n".join(fault.messages)) from fault
    except Refusal as fault:
        raise Failed(str(fault)) from fault
    say(f"{options.name} can sign in with {options.email}.")
    return 0


def secret_key(_options: argparse.Namespace) -> int:
    """Print a new value for PEJL_SECRET_KEY."""
    import secrets

    say(secrets.token_urlsafe(deployment.SHORTEST_SECRET_KEY))
    return 0


def signing_key(_options: argparse.Namespace) -> int:
    """Make the key that signs records, where there is none, and say its public half."""
    start_django()
    from pejl.followup import operating

    return _told(operating.signing_key())


def verify(options: argparse.Namespace) -> int:
    """Check every record: its content, its place in the chain, its signature."""
    start_django()
    from pejl.followup import operating

    return _told(operating.verified(options.municipality, options.anchor, options.key))


def anchor(options: argparse.Namespace) -> int:
    """Write down where every chain of records ends, signed, to be kept outside the database."""
    start_django()
    from pejl.followup import operating

    return _told(operating.anchored(options.path))


def _told(outcome: Outcome) -> int:
    for line in outcome.lines:
        say(line)
    return 0 if outcome.is_good else 1


def backup(options: argparse.Namespace) -> int:
    """Copy a SQLite database while it is in use; PostgreSQL has pg_dump for that."""
    import sqlite3

    start_django()
    from django.db import connection

    if connection.vendor != "sqlite":
        raise Failed("This database is PostgreSQL: use pg_dump, as docs/commands.md shows.")
    target: Path = options.path
    if target.exists():
        raise Failed(f"{target} exists already; nothing was written.")
    connection.ensure_connection()
    with sqlite3.connect(target) as copy:
        connection.connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Failed(f"{target} was written but did not pass SQLite's own check.")
    copy.close()
    say(f"Backed up to {target}.")
    return 0


def run_django(options: argparse.Namespace) -> int:
    """Run one of Django's own commands, such as `pejl django dbshell`."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["pejl django", *options.words])
    return 0


def _load_example_into_empty_database() -> None:
    from pejl.organisation import queries

    if queries.municipalities().exists():
        return
    example = example_folder()
    say(f"  The example {example.name} …")
    if _import(example, with_demo_people=True):
        raise Failed("The example could not be loaded.")


def _import(path: Path, *, with_demo_people: bool = False) -> int:
    from pejl.exchange import actions
    from pejl.organisation import queries

    faults = actions.import_folder(
        by=queries.operator(), path=path, with_demo_people=with_demo_people
    )
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _roles(person: Person) -> str:
    from django.utils.translation import gettext

    if person.is_installation_admin:
        return gettext("Installation administrator")
    held = [str(membership.get_role_display()) for membership in person.memberships.all()]
    return ", ".join(held)


class Command(NamedTuple):
    """One word after ``pejl``: what it runs and what may follow it."""

    run: Callable[[argparse.Namespace], int]
    arguments: Callable[[argparse.ArgumentParser], object] | None = None
    passes_words_on: bool = False


def _where_to_serve(parser: argparse.ArgumentParser) -> None:
    port = int(os.environ.get("PORT") or DEFAULT_PORT)
    parser.add_argument("--host", default=DEFAULT_HOST, help=f"address ({DEFAULT_HOST})")
    parser.add_argument("--port", type=int, default=port, help="port (PORT, or 8000)")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    parser.add_argument("--threads", type=int, default=4, help="threads in each process (4)")


def _beside_whom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--beside", type=int, help="stop when this process, its parent, is gone")


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="the address to sign in with")
    parser.add_argument("name", help="the person's name")


def _path(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="a folder to read, or a file to write")


def _what_to_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--municipality", help="the address of one municipality, such as greve")
    parser.add_argument("--anchor", type=Path, help="a file that `pejl anchor` wrote earlier")
    parser.add_argument(
        "--key", action="append", default=[], help="a public key that is trusted; may be repeated"
    )


def _where_to_write(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, nargs="?", help="a file to write; else it is printed")


COMMANDS = {
    "demo": Command(demo, _where_to_serve),
    "demo-people": Command(demo_people),
    "serve": Command(serve, _where_to_serve),
    "worker": Command(worker, _beside_whom),
    "check": Command(check),
    "migrate": Command(migrate),
    "createadmin": Command(createadmin, _who),
    "import": Command(import_folder, _path),
    "backup": Command(backup, _path),
    "secret-key": Command(secret_key),
    "signing-key": Command(signing_key),
    "verify": Command(verify, _what_to_verify),
    "anchor": Command(anchor, _where_to_write),
    "makemigrations": Command(makemigrations, passes_words_on=True),
    "django": Command(run_django, passes_words_on=True),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pejl", description="Run and look after Pejl.")
    parser.add_argument("--version", action="version", version=f"pejl {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for word, command in COMMANDS.items():
        summary = (command.run.__doc__ or "").split("\n")[0]
        sub = commands.add_parser(
            word, help=summary, description=summary, add_help=not command.passes_words_on
        )
        if command.arguments:
            command.arguments(sub)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words after ``pejl`` say; the answer is the exit code."""
    parser = _parser()
    options, others = parser.parse_known_args(words)
    command = COMMANDS[options.command]
    if others and not command.passes_words_on:
        parser.error(f"{options.command} does not know: {' '.join(others)}")
    options.words = others
    try:
        return command.run(options)
    except Failed as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
