"""What whoever operates an installation does about records, from the command line: key, check, anchor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from pejl.followup import chain, keys
from pejl.followup.chain import Anchor
from pejl.followup.queries import records
from pejl.followup.queries.verifying import verify
from pejl.history.refusals import Refusal
from pejl.organisation import queries as organisation


@dataclass(frozen=True)
class Outcome:
    """What is said, line by line, and whether all is as it should be."""

    lines: tuple[str, ...]
    is_good: bool = True


def signing_key() -> Outcome:
    """Make the installation's key where there is none; say its public half, which others check with."""
    path: Path = settings.PEJL_SIGNING_KEY
    said: tuple[str, ...] = ()
    if not path.exists():
        keys.make_key(path)
        said = (f"A new key was written to {path}. Keep a copy where only you can reach it.",)
    if public := keys.own_key():
        return Outcome((*said, f"Its public half, to be kept and told: {public}"))
    return Outcome((f"{path} is no Ed25519 key that can be read. It was left as it is.",), False)


def verified(slug: str | None, anchor_file: Path | None, trusted: Iterable[str]) -> Outcome:
    """Check the chains of all municipalities or of one, against an anchor and trusted keys where given."""
    here = organisation.municipality_by_slug(slug) if slug else None
    if slug and here is None:
        return Outcome((f"There is no municipality {slug}.",), False)
    try:
        anchor = _read(anchor_file) if anchor_file else None
    except (OSError, UnicodeDecodeError, Refusal) as fault:
        return Outcome((f"{anchor_file}: {fault}",), False)
    known = list(trusted)
    found = verify(here, anchor=anchor, trusted=known)
    lines = [f"{one.municipality}: {one.sentence}" for one in found.findings]
    lines.append(f"{found.records} records, {len(found.findings)} findings.")
    own = keys.own_key()
    for key, count in found.keys.items():
        whose = " (this installation's key)" if key == own else ""
        lines.append(f"{count} signed with {key}{whose}")
    if anchor is not None:
        lines.append(f"The anchor is signed with {anchor.key}")
        if known and anchor.key not in known:
            return Outcome((*lines, "The anchor's key is not among those trusted."), False)
    return Outcome(tuple(lines), found.holds)


def _read(file: Path) -> Anchor:
    return chain.read_anchor(file.read_text(encoding="utf-8"))


def anchored(path: Path | None) -> Outcome:
    """Write where every chain ends, signed, to a new file; or say it, where none is named."""
    try:
        text = records.anchor()
        if path is None:
            return Outcome((text.rstrip("\n"),))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return Outcome((f"{path} exists already. Nothing was written.",), False)
    except (OSError, Refusal) as fault:
        return Outcome((str(fault),), False)
    return Outcome((f"Written to {path}.",))
