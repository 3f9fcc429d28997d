"""Reading our own source for the house rules: files, syntax trees, and the order of the rooms."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "pejl"


def python_files(folder: Path = PACKAGE) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def furniture(name: str) -> list[Path]:
    """Every room's files of one kind: ``actions.py``, or the files of an ``actions/`` folder."""
    return sorted([*PACKAGE.glob(f"*/{name}.py"), *PACKAGE.glob(f"*/{name}/*.py")])


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, node: ast.AST | int = 1) -> str:
    """``pejl/strategy/actions.py:12``, as an editor opens it."""
    line = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT)}:{line}"


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    """The functions that stand in a file, by name."""
    return {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call in it, with the dotted name of what is called."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            yield ast.unparse(part.func), part


@cache
def rows() -> dict[str, int]:
    """Room → row, counted from the bottom, as import-linter's contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (rooms,) = [
        contract
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["id"] == "rooms"
    ]
    return {
        room.strip(): row
        for row, layer in enumerate(reversed(rooms["layers"]))
        for room in re.split(r"[|:]", layer)
    }
