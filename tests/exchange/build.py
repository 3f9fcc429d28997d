"""Folders as municipalities write them, whole or with a slip in them."""

import shutil
from pathlib import Path

from pejl.exchange.faults import Fault
from pejl.exchange.reading import read_folder

GREVE = Path(__file__).parents[2] / "examples" / "greve-2014"
SOENDERAA = Path(__file__).parent / "data" / "soenderaa"
FILES = ("municipality", "units", "people", "strategy", "centre-strategies")


def a_folder(place: Path, *, of: Path = SOENDERAA, **texts: str | bytes | None) -> Path:
    """A copy of a folder, with files replaced by other content, or left out where it is None."""
    folder = place / "folder"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(of, folder)
    for name, content in texts.items():
        path = folder / f"{name.replace('_', '-')}.yaml"
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(place: Path, name: str, old: str, new: str, *, of: Path = SOENDERAA) -> Path:
    """A copy of a folder in which one wording of one file is another, as an editor would have it."""
    text = (of / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {name}.yaml"
    return a_folder(place, of=of, **{name.replace("-", "_"): text.replace(old, new, 1)})


def faults_in(folder: Path) -> list[Fault]:
    reading = read_folder(folder)
    assert (reading.folder is None) == bool(reading.faults)
    return reading.faults


def the_fault_in(folder: Path) -> str:
    """The one thing that is wrong with a folder, as its user reads it."""
    (fault,) = faults_in(folder)
    return str(fault)
