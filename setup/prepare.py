"""Stand up what a checkout needs, and only what is missing: environment, design system, translations.

``prepare.py run`` for those who use Pejl, ``prepare.py test`` for those who change it. Runs with the system's
Python and nothing but its standard library. What was made is remembered by the hash of what it was made
from, so that a second call takes a fraction of a second and a changed lock file is acted on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

NEWEST_FIRST = [f"python3.{minor}" for minor in range(14, 10, -1)]

if sys.version_info < (3, 11):
    for newer in NEWEST_FIRST:
        if shutil.which(newer):
            os.execvp(newer, [newer, *sys.argv])
    sys.exit(
        "Pejl needs Python 3.11 or newer; this is {}.{}. ".format(*sys.version_info)
        + "Where another one is installed: make PYTHON=/path/to/python3.11 run"
    )

from steps import ROOT, StepFailed, run, step, stop  # noqa: E402 - not readable by older Pythons

ENV = ROOT / ".venv"
PYTHON = ENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
DESIGN = ROOT / "pejl" / "design"
VENDOR = (DESIGN / "static" / "vendor", DESIGN / "vendor")
OLDEST_NODE = 18


class Stamp:
    """Remembers from what something was made; fresh while neither side has changed."""

    def __init__(self, path: Path, *inputs: Path, note: str = "") -> None:
        self.path = path
        digest = hashlib.sha256(note.encode())
        for file in inputs:
            digest.update(file.read_bytes())
        self.value = digest.hexdigest()

    def is_fresh(self) -> bool:
        return self.path.is_file() and self.path.read_text() == self.value

    def write(self) -> None:
        self.path.write_text(self.value)


def requirements(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def environment_stamp(name: str) -> Stamp:
    return Stamp(ENV / f".{name}-stamp", requirements(name), note=sys.version)


def ensure_environment() -> None:
    """A virtual environment that starts; one made by a Python that is gone is made again."""
    if PYTHON.exists() and not subprocess.run([PYTHON, "-c", ""], check=False).returncode:
        return
    with step("Python environment in .venv"):
        run(
            [sys.executable, "-m", "venv", "--clear", ENV],
            "On Debian and Ubuntu this needs: apt-get install python3-venv",
        )


def ensure_packages(name: str) -> None:
    """The packages of one lock file, each checked against its hash."""
    if environment_stamp(name).is_fresh():
        return
    with step(f"Python packages from requirements/{name}.txt"):
        pip("install", "--require-hashes", "--no-deps", "-r", requirements(name))
    environment_stamp(name).write()


def ensure_command() -> None:
    """Pejl itself, linked into the environment so that .venv/bin/pejl runs this checkout."""
    stamp = Stamp(ENV / ".pejl-stamp", ROOT / "pyproject.toml", note=str(ROOT) + sys.version)
    if stamp.is_fresh():
        return
    with step("The pejl command in .venv/bin"):
        pip("install", "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.write()


def pip(*words: str | Path) -> None:
    run(
        [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", *words],
        "Is the machine on the network, and does it reach a Python package index?",
    )


def npm() -> str:
    """The machine's npm, or the one that a Python package brings along."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        if int(version.stdout.strip().lstrip("v").split(".")[0] or 0) >= OLDEST_NODE:
            return "npm"
    ensure_packages("node")
    os.environ["PATH"] = f"{PYTHON.parent}{os.pathsep}{os.environ['PATH']}"
    return str(PYTHON.parent / "npm")


def ensure_node_modules(*, with_tools: bool) -> None:
    """Det Fælles Designsystem, and for tests also axe-core and a sign-in provider."""
    wanted = Stamp(NODE_MODULES / ".pejl-stamp", ROOT / "package-lock.json", note="tools")
    only_run = Stamp(NODE_MODULES / ".pejl-stamp", ROOT / "package-lock.json", note="run")
    if wanted.is_fresh() or (only_run.is_fresh() and not with_tools):
        return
    program, omit = npm(), [] if with_tools else ["--omit=dev"]
    with step("Det Fælles Designsystem" + (" and the browser tests' tools" if with_tools else "")):
        run(
            [program, "ci", *omit, "--ignore-scripts", "--prefer-offline", "--loglevel=error"],
            "Is the machine on the network, and does it reach an npm registry?",
        )
    (wanted if with_tools else only_run).write()


def ensure_design() -> None:
    """What Pejl serves of the design system, and the fonts it prints with, copied to where it looks for them."""
    scripts = [DESIGN / name for name in ("assets.py", "icons.py", "typefaces.py")]
    stamp = Stamp(NODE_MODULES / ".vendor-stamp", ROOT / "package-lock.json", *scripts)
    if stamp.is_fresh() and all(folder.is_dir() for folder in VENDOR):
        return
    with step("Styles, icons and fonts into pejl/design"):
        run([PYTHON, "-m", "pejl.design.assets", NODE_MODULES])
    stamp.write()


def ensure_translations() -> None:
    run([PYTHON, ROOT / "setup" / "translations.py"])


def main(purpose: str) -> None:
    with_tools = purpose == "test"
    ensure_environment()
    if with_tools or not environment_stamp("test").is_fresh():
        ensure_packages("test" if with_tools else "run")
    ensure_command()
    ensure_node_modules(with_tools=with_tools)
    ensure_design()
    ensure_translations()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except StepFailed as fault:
        stop(fault)
