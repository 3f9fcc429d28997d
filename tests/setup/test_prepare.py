"""Standing up a checkout: what was made is known by what it was made from."""

from __future__ import annotations

import os
import time
from pathlib import Path

import polib
import pytest

import prepare
import steps
import translations


def test_a_stamp_is_fresh_until_its_input_changes(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("django==5.2.19")
    mark = tmp_path / "stamp"
    assert not prepare.Stamp(mark, lock).is_fresh()

    prepare.Stamp(mark, lock).write()
    assert prepare.Stamp(mark, lock).is_fresh()
    assert not prepare.Stamp(mark, lock, note="another Python").is_fresh()

    lock.write_text("django==5.2.20")
    assert not prepare.Stamp(mark, lock).is_fresh()


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(steps.StepFailed, match="no such thing") as told:
        steps.run(["sh", "-c", "echo no such thing >&2; exit 3"], "Is the machine on the network?")
    assert "Is the machine on the network?" in str(told.value)


def test_a_program_that_is_not_there_is_no_traceback() -> None:
    with pytest.raises(steps.StepFailed, match="Could not start"):
        steps.run(["a-program-that-nobody-has"])


def test_catalogues_are_compiled_without_gettext_and_only_when_they_changed(tmp_path: Path) -> None:
    folder = tmp_path / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Objective", msgstr="Målsætning"))
    catalogue.save(str(folder / "django.po"))

    (compiled,) = translations.compile_catalogues(tmp_path)
    assert polib.mofile(str(compiled)).find("Objective").msgstr == "Målsætning"

    first = compiled.stat().st_mtime_ns
    translations.compile_catalogues(tmp_path)
    assert compiled.stat().st_mtime_ns == first

    later = time.time() + 5
    os.utime(folder / "django.po", (later, later))
    translations.compile_catalogues(tmp_path)
    assert compiled.stat().st_mtime_ns != first
