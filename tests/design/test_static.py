"""What browsers fetch: only what is used, within the budget, and readable by everyone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from pejl.design.assets import FONTS, PackageMissing, copy_assets, main
from pejl.design.colour import WHITE, contrast
from pejl.design.icons import ICONS
from pejl.design.typefaces import FALLBACKS, copy_typefaces

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "pejl" / "design" / "static" / "design"
NODE_MODULES = ROOT / "node_modules"
HTMX_AND_PAGE = 17_000 + 15_000
BUDGET = 120_000


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (NODE_MODULES / "dkfds").is_dir():
        pytest.skip("dkfds is not installed (make prepare)")
    target = tmp_path_factory.mktemp("dkfds")
    copy_assets(NODE_MODULES, target)
    return target


def test_the_stylesheet_refers_only_to_files_that_came_along(copied: Path) -> None:
    css = copied / "css" / "dkfds.min.css"
    text = css.read_text(encoding="utf-8")
    asked = re.findall(r"url\(([^)]+)\)", text)
    assert asked
    assert all((css.parent / name).resolve().exists() for name in asked)
    assert "sourceMappingURL" not in text
    assert "@font-face" not in text


def test_our_own_stylesheet_finds_its_fonts(copied: Path) -> None:
    asked = re.findall(r'url\("\.\./vendor/dkfds/(.+?)"\)', (OWN / "pejl.css").read_text("utf-8"))
    assert sorted(set(asked)) == sorted(f"fonts/{name}.woff2" for name in FONTS)
    assert all((copied / name).exists() for name in asked)


def test_the_sprite_holds_the_icons_we_use_and_no_others(copied: Path) -> None:
    sprite = (copied / "icons.svg").read_text(encoding="utf-8")
    assert re.findall(r'<symbol id="([\w-]+)"', sprite) == list(ICONS)


def test_licences_come_along(copied: Path) -> None:
    assert (copied / "LICENSE.md").exists()
    assert (copied / "fonts" / "license.txt").exists()


def test_fonts_for_print_come_with_their_licences_and_stay_out_of_what_is_served(
    copied: Path, tmp_path: Path
) -> None:
    written = copy_typefaces(NODE_MODULES, tmp_path / "vendor")
    assert {path.parent.name for path in written} == {one.folder for one in FALLBACKS}
    assert sum(path.name.startswith("LICENSE") for path in written) == len(FALLBACKS)
    assert sum(path.stat().st_size for path in written) < 20_000_000
    assert all("static" not in one.path.parts for one in FALLBACKS)


def test_a_first_visit_stays_within_its_weight(copied: Path) -> None:
    files = [*OWN.iterdir(), *copied.glob("css/*"), *copied.glob("js/*"), copied / "icons.svg"]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in files)
    assert weight + HTMX_AND_PAGE <= BUDGET


def test_without_the_package_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PackageMissing, match="npm ci"):
        copy_assets(tmp_path, tmp_path / "target")
    with pytest.raises(PackageMissing, match="noto-emoji"):
        copy_typefaces(tmp_path, tmp_path / "target")
    assert main([str(tmp_path)]) == 1
    assert main([]) == 2
    assert "npm ci" in capsys.readouterr().err


def test_our_own_files_hold_nothing_from_elsewhere() -> None:
    for path in OWN.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|data:|@import|\beval\(|innerHTML", text), path.name


@pytest.mark.parametrize(
    "name",
    ["quiet", "on-course", "needs-attention", "off-course", "calm", "grey", "unsure", "ink"],
)
def test_colours_of_signs_and_text_stand_out_from_white(name: str) -> None:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", (OWN / "pejl.css").read_text("utf-8"))
    assert found
    assert contrast(found[1], WHITE) >= 4.5


def test_stale_and_no_data_are_never_green() -> None:
    css = (OWN / "pejl.css").read_text("utf-8")
    green = [line for line in css.splitlines() if "--on-course" in line and "{" in line]
    assert green
    assert not any("stale" in line or "no_data" in line for line in green)


def test_motion_focus_and_forced_colours_are_thought_of() -> None:
    css = (OWN / "pejl.css").read_text("utf-8")
    for needed in (
        "prefers-reduced-motion",
        "forced-colors",
        ":focus-visible",
        "not([data-ready])",
    ):
        assert needed in css
