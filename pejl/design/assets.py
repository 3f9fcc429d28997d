"""Brings the few files we serve of Det Fælles Designsystem from the npm package to where Django finds them.

Run at set-up and before the wheel is built: ``python -m pejl.design.assets NODE_MODULES``; further fonts for print
come along (``pejl.design.typefaces``). The files are third-party and never committed. The stylesheet is
trimmed on the way: fonts are declared again in our own (the package asks for old formats first), and rules for
icons and logos that no page uses would make the browser and the manifest storage look for some 160 files.
"""

import re
import shutil
import sys
from pathlib import Path

from pejl.design.icons import ICONS
from pejl.design.typefaces import PackageMissing, copy_typefaces

TARGET = Path(__file__).resolve().parent / "static" / "vendor" / "dkfds"

FONTS = (
    "Regular-Latin1",
    "Regular-Latin2",
    "Italic-Latin1",
    "SemiBold-Latin1",
    "SemiBold-Latin2",
    "Bold-Latin1",
)
"""Weights that pages use, cut to the letters they need: Latin2 is fetched only for names from further east."""

TYPESET_FONTS = ("Regular", "Italic", "SemiBold", "Bold")
"""Whole fonts, from which ``pejl.reports`` sets what is printed; no page asks for them."""

_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_ICON_RULE = re.compile(r"\.icon-[\w-]+:not\(a\)\{[^}]*\}")
_PLACEHOLDER = re.compile(r"background-image:url\([^)]*placeholder\.png\);?")
_SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+?(\*/|$)", re.MULTILINE)
_PICTURE = re.compile(r"url\(\.\./img/svg-icons/([\w-]+\.svg)\)")


def copy_assets(node_modules: Path, target: Path = TARGET) -> list[Path]:
    """Copy and trim what pages need of the design system; returns the files that now stand in ``target``."""
    package = node_modules / "dkfds"
    dist = package / "dist"
    if not dist.is_dir():
        raise PackageMissing(f"dkfds is not in {node_modules}: run npm ci first")
    if target.exists():
        shutil.rmtree(target)
    stylesheet = trimmed_stylesheet((dist / "css" / "dkfds.min.css").read_text(encoding="utf-8"))
    script = _SOURCE_MAP.sub("", (dist / "js" / "dkfds.min.js").read_text(encoding="utf-8"))
    sprite = trimmed_sprite((dist / "img" / "all-svg-icons.svg").read_text(encoding="utf-8"))
    written = [
        _write(target / "css" / "dkfds.min.css", stylesheet),
        _write(target / "js" / "dkfds.min.js", script),
        _write(target / "icons.svg", sprite),
        _copy(package / "LICENSE.md", target / "LICENSE.md"),
    ]
    pictures = sorted(set(_PICTURE.findall(stylesheet)))
    written += [
        _copy(dist / "img" / "svg-icons" / name, target / "img" / "svg-icons" / name)
        for name in pictures
    ]
    return written + _copy_fonts(dist / "fonts" / "IBMPlexSans", target / "fonts")


def trimmed_stylesheet(css: str) -> str:
    """The stylesheet without fonts, unused icon rules, placeholder logos and source map."""
    for unwanted in (_FONT_FACE, _ICON_RULE, _PLACEHOLDER, _SOURCE_MAP):
        css = unwanted.sub("", css)
    return css


def trimmed_sprite(sprite: str) -> str:
    """One file with the icons we use, so that a page fetches a few kilobytes and not all of them."""
    found = dict(re.findall(r'(?s)<symbol id="([\w-]+)"(.*?</symbol>)', sprite))
    if missing := [name for name in ICONS if name not in found]:
        raise PackageMissing(f"icons not in this version of dkfds: {', '.join(missing)}")
    symbols = "".join(f'<symbol id="{name}"{found[name]}' for name in ICONS)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def _copy_fonts(fonts: Path, target: Path) -> list[Path]:
    written = [
        _copy(fonts / "split" / "woff2" / f"IBMPlexSans-{name}.woff2", target / f"{name}.woff2")
        for name in FONTS
    ]
    written += [
        _copy(
            fonts / "complete" / "ttf" / f"IBMPlexSans-{name}.ttf",
            target / f"IBMPlexSans-{name}.ttf",
        )
        for name in TYPESET_FONTS
    ]
    licence = fonts / "complete" / "woff2" / "license.txt"
    return [*written, _copy(licence, target / "license.txt")]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _copy(source: Path, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)
    return path


def main(arguments: list[str]) -> int:
    """The command line: where the packages are."""
    if len(arguments) != 1:
        print("usage: python -m pejl.design.assets NODE_MODULES", file=sys.stderr)
        return 2
    node_modules = Path(arguments[0])
    try:
        written = copy_assets(node_modules) + copy_typefaces(node_modules)
    except PackageMissing as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"Det Fælles Designsystem and fonts for print: {len(written)} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
