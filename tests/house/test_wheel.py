"""The wheel carries all that an installation needs, and nothing of the workshop."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

from pejl.design.typefaces import FALLBACKS
from tests.house.source import PACKAGE, ROOT

LEFT_OUT = ("tests/", "setup/", "bench/", "docs/", "node_modules/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [*build, "--wheel-dir", folder, ROOT],
        check=True,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    (path,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(path).namelist())


def _files(*patterns: str) -> set[str]:
    """Our own files that must be in the wheel, by the names they have there."""
    return {
        str(path.relative_to(ROOT))
        for pattern in patterns
        for path in PACKAGE.glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def test_the_wheel_holds_every_module(wheel: set[str]) -> None:
    assert _files("**/*.py") - wheel == set()


def test_the_wheel_holds_templates_styles_and_schemas(wheel: set[str]) -> None:
    assert _files("*/templates/**/*", "*/static/**/*", "**/*.json") - wheel == set()


def test_the_wheel_holds_the_design_system(wheel: set[str]) -> None:
    vendor = "pejl/design/static/vendor/dkfds/"
    assert any(name.startswith(vendor) and name.endswith(".css") for name in wheel)
    assert any(name.startswith(vendor) and name.endswith(".woff2") for name in wheel)


def test_the_wheel_holds_the_fonts_for_print_and_their_licences(wheel: set[str]) -> None:
    fonts = _files("design/vendor/**/*")
    assert len(fonts) == 2 * len(FALLBACKS)
    assert fonts - wheel == set()


def test_the_wheel_speaks_danish(wheel: set[str]) -> None:
    assert "pejl/locale/da/LC_MESSAGES/django.mo" in wheel


def test_the_wheel_holds_the_example(wheel: set[str]) -> None:
    example = {f"pejl/{path.relative_to(ROOT)}" for path in ROOT.glob("examples/greve-2014/*")}
    assert example
    assert example - wheel == set()


def test_the_wheel_holds_nothing_of_the_workshop(wheel: set[str]) -> None:
    assert {name for name in wheel if name.startswith(LEFT_OUT)} == set()
    assert {name for name in wheel if name.endswith((".po", ".sqlite3", ".map"))} == set()
