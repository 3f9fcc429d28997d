"""What docs/records.md tells others to run is run, on a record that holds and on records that do not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pejl.followup import chain
from pejl.followup.frozen.content import FORMAT
from tests.followup.frozen_rounds import (
    a_chain,
    a_closed_round,
    a_strategy,
    measured,
    signed,
    with_initiatives,
    with_meeting,
)

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[2] / "docs" / "records.md"


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.PEJL_SIGNING_KEY = tmp_path / "key.pem"


def scripts() -> dict[str, str]:
    """The document's scripts by their language."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.DOTALL | re.M)
    assert [language for language, _text in blocks] == ["python", "sh"]
    return dict(blocks)


TOOLS = {"python": sys.executable, "sh": "sh"}


def check(language: str, folder: Path, record: str, *words: str) -> tuple[bool, str]:
    """Whether the document's script finds that a record, as it was fetched, holds."""
    if language == "sh" and (
        gone := [one for one in ("openssl", "jq", "xxd") if not shutil.which(one)]
    ):
        pytest.skip(f"not on this machine: {', '.join(gone)}")
    script, file = folder / f"check.{language}", folder / "record.json"
    script.write_text(scripts()[language], encoding="utf-8")
    file.write_text(record, encoding="utf-8")
    done = subprocess.run(
        [TOOLS[language], script, file, *words], capture_output=True, text=True, timeout=60
    )
    return done.returncode == 0, done.stdout + done.stderr


def changed(record: str, **columns: Any) -> str:
    return json.dumps(json.loads(record) | columns)


@pytest.mark.parametrize("language", ["python", "sh"])
def test_a_record_is_checked_without_pejl(language: str, tmp_path: Path) -> None:
    first, second, _third = a_chain()
    for record in (first, second):
        holds, said = check(language, tmp_path, chain.envelope(record))
        assert holds, said
    fetched = chain.envelope(second)
    for forged in (
        changed(fetched, content=second.content.replace("Det går", "Alt går")),
        changed(fetched, content=second.content + " "),
        changed(fetched, previous_digest=first.previous_digest),
        changed(fetched, digest="00" * 32),
        changed(fetched, signature=first.signature),
        changed(fetched, key="11" * 32),
    ):
        holds, said = check(language, tmp_path, forged)
        assert not holds, said


def test_the_script_asks_for_the_key_that_one_trusts_and_for_the_number(tmp_path: Path) -> None:
    (record,) = a_chain(1)
    fetched = chain.envelope(record)
    assert check("python", tmp_path, fetched, record.key)[0]
    assert not check("python", tmp_path, fetched, "22" * 32)[0]
    assert not check("python", tmp_path, changed(fetched, number=9))[0]


def test_the_script_is_short_enough_to_be_read() -> None:
    assert len(scripts()["python"].splitlines()) <= 25


def test_every_field_of_a_record_stands_in_the_document() -> None:
    text = DOCUMENT.read_text("utf-8")
    strategy = a_strategy()
    measured(strategy.objectives.first())
    round = a_closed_round(strategy)
    with_initiatives(round)
    with_meeting(round)
    content = json.loads(signed(round).content)
    described = set(re.findall(r"`(\w+)`", text))
    assert set(content) - described == set()
    assert content["format"] == FORMAT
