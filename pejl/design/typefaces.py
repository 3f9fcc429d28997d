"""Fonts for what IBM Plex Sans cannot draw on paper: emoji, symbols and the scripts of people who live here.

They are copied from npm packages to ``pejl/design/vendor`` at set-up, each with its licence, and never committed.
Only the typesetter reads them: they stand outside the static files, so no browser can ask for them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

TYPEFACES = Path(__file__).resolve().parent / "vendor"


class PackageMissing(Exception):
    """An npm package is not where it was said to be."""


@dataclass(frozen=True)
class Typeface:
    """One font file of an npm package, under the family name that the typesetter knows it by."""

    family: str
    package: str
    file: str
    licence: str

    @property
    def path(self) -> Path:
        """Where the font stands once it is copied."""
        return TYPEFACES / self.folder / Path(self.file).name

    @property
    def folder(self) -> str:
        """Each has a folder of its own, as their licences carry the same name."""
        return self.package.rpartition("/")[2]


def _google(family: str) -> Typeface:
    package = "@expo-google-fonts/" + family.lower().replace(" ", "-")
    return Typeface(
        family, package, f"400Regular/{family.replace(' ', '')}_400Regular.ttf", "LICENSE_FONT"
    )


FALLBACKS = (
    _google("Noto Emoji"),
    Typeface("DejaVu Sans", "dejavu-fonts-ttf", "ttf/DejaVuSans.ttf", "LICENSE"),
    _google("Noto Sans Devanagari"),
    _google("Noto Sans Thai"),
    _google("Noto Sans Tamil"),
    _google("Noto Sans Ethiopic"),
    _google("Sawarabi Gothic"),
    _google("ZCOOL XiaoWei"),
    _google("Gowun Dodum"),
)
"""In the order they are tried: emoji in one line weight; DejaVu has symbols, Hebrew, Arabic, Armenian, Georgian
and more; Sawarabi Gothic has Japanese, ZCOOL XiaoWei the simplified Chinese characters of GB 2312, Gowun Dodum
Korean."""


def copy_typefaces(node_modules: Path, target: Path = TYPEFACES) -> list[Path]:
    """Copy each font and its licence; returns the files that now stand in ``target``."""
    if missing := [one.package for one in FALLBACKS if not (node_modules / one.package).is_dir()]:
        raise PackageMissing(f"{', '.join(missing)} not in {node_modules}: run npm ci first")
    if target.exists():
        shutil.rmtree(target)
    written = []
    for one in FALLBACKS:
        (target / one.folder).mkdir(parents=True)
        for name in (one.file, one.licence):
            path = target / one.folder / Path(name).name
            written.append(Path(shutil.copyfile(node_modules / one.package / name, path)))
    return written
