"""Reads a folder: what it holds, or every fault in it. Nothing raises out and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from pejl.exchange.document import LARGEST_FILE, read_document
from pejl.exchange.faults import Fault, quoted
from pejl.exchange.references import Folder, check_references
from pejl.exchange.references_figures import figure_references
from pejl.exchange.shape import FILES, Entry, check

REQUIRED = ("municipality", "strategy")
"""A strategy of a municipality must be there; the rest may be."""


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder. There is a folder exactly when there are no faults."""

    folder: Folder | None = None
    faults: list[Fault] = field(default_factory=list)


def read_folder(path: str | Path) -> Reading:
    """Read all files of a folder and check them, each by itself and against each other."""
    place = Path(path)
    faults = _unknown_files(place)
    entries: dict[str, Entry] = {}
    for name in FILES:
        entry, found = _read_file(place / f"{name}.yaml", name)
        faults += found
        if entry:
            entries[name] = entry
    if faults:
        return Reading(faults=faults)
    folder = Folder(
        municipality=entries["municipality"],
        strategy=entries["strategy"],
        units=_listed(entries, "units", "units"),
        people=_listed(entries, "people", "people"),
        centre_strategies=_listed(entries, "centre-strategies", "centre_strategies"),
        ideas=_listed(entries, "catalogue", "ideas"),
        initiatives=_listed(entries, "catalogue", "initiatives"),
        indicators=_listed(entries, "indicators", "indicators"),
        chains=_listed(entries, "effects", "chains"),
        expectations=_listed(entries, "effects", "expectations"),
        evaluations=_listed(entries, "effects", "evaluations"),
        learnings=_listed(entries, "effects", "learnings"),
        rounds=_listed(entries, "followup", "rounds"),
    )
    faults = [*check_references(folder), *figure_references(folder)]
    return Reading(faults=faults) if faults else Reading(folder)


def _listed(entries: dict[str, Entry], name: str, key: str) -> list[Entry]:
    return entries[name].parts[key] if name in entries else []


def _unknown_files(place: Path) -> list[Fault]:
    """Files that look like part of the format but are not: most likely a slip in the name."""
    expected = _("one of: %(words)s") % {"words": ", ".join(f"{name}.yaml" for name in FILES)}
    try:
        names = sorted(one.name for one in place.iterdir())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return [Fault(quoted(place), None, "", quoted(reason), _("a folder that can be read"))]
    strangers = [name for name in names if name.removesuffix(".yaml") not in FILES]
    return [
        Fault(name[:100], None, "", _("a file that is not known"), expected)
        for name in strangers
        if name.lower().endswith((".yaml", ".yml"))
    ]


def _read_file(path: Path, name: str) -> tuple[Entry | None, list[Fault]]:
    """One file as an entry; nothing, and no fault, when it may be missing and is."""
    try:
        if not path.is_file():
            if name not in REQUIRED and not path.exists():
                return None, []
            return None, [Fault(path.name, None, "", _("no such file"), _("there"))]
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, [Fault(path.name, None, "", quoted(reason), _("a file that can be read"))]
    root, faults = read_document(path.name, content)
    if root is None:
        return None, faults
    entry, found = check(name, path.name, root)
    return entry, [*faults, *found]
