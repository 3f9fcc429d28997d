"""Actions: keyword-only, ``by`` first, may → must → write → record. Read from the syntax tree."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.source import calls, functions, furniture, room, where

# Rooms below people and permissions: their verbs are the tools of others' actions, who have asked.
BELOW_PERMISSIONS = {
    "history": "it is what records",
    "search": "it only mirrors what was changed",
    "jobs": "it knows no people: who settles what the machine could not is asked by the room above",
}

NOT_RECORDED = {
    "follow": "to hear of a thing does not change it",
    "unfollow": "to hear of a thing does not change it",
    "note_token_use": "the token itself says on which day it was last used",
    "bind_link": "a link is a way in: it says itself in which browser it holds",
    "ask_for_another": "the letters say when they were sent, and the old link that it ended",
    "edit_own_profile": "what people say of themselves is not the municipality's history",
}
NOT_ASKED: dict[str, str] = {}


def _is_action(function: ast.FunctionDef) -> bool:
    """What others call by name to have something done; conditions and private steps are not."""
    public = not function.name.startswith(("_", "require_"))
    return public and bool(function.args.kwonlyargs or function.args.args)


ACTIONS = [
    pytest.param(path, function, id=f"{room(path)}.{name}")
    for path in furniture("actions")
    if room(path) not in BELOW_PERMISSIONS
    for name, function in functions(path).items()
    if _is_action(function)
]


def _all_calls(path: Path, function: ast.FunctionDef) -> list[tuple[str, ast.Call]]:
    """What the action calls, itself or in a private step that stands in the same file."""
    beside = functions(path)
    waiting, seen, found = [function], {function.name}, []
    while waiting:
        for name, call in calls(waiting.pop()):
            found.append((name, call))
            if name in beside and name not in seen:
                seen.add(name)
                waiting.append(beside[name])
    return found


def _hands_over_by(call: ast.Call) -> bool:
    return any(word.arg == "by" for word in call.keywords)


def _asks_a_rule(path: Path, function: ast.FunctionDef) -> bool:
    """Asks ``require``, or leaves all of it to another action, of which the same holds."""
    return any(
        name.split(".")[-1] == "require"
        or (_hands_over_by(call) and not name.startswith("history."))
        for name, call in _all_calls(path, function)
    )


def _records(path: Path, function: ast.FunctionDef) -> bool:
    return any(_hands_over_by(call) for _name, call in _all_calls(path, function))


@pytest.mark.parametrize(("path", "function"), ACTIONS)
def test_an_action_takes_by_first_and_everything_by_name(
    path: Path, function: ast.FunctionDef
) -> None:
    words = [argument.arg for argument in function.args.kwonlyargs]
    assert not function.args.args, f"{where(path, function)}: takes arguments by position"
    assert words[:1] == ["by"], f"{where(path, function)}: does not take `by` first"


@pytest.mark.parametrize(("path", "function"), ACTIONS)
def test_an_action_asks_a_rule(path: Path, function: ast.FunctionDef) -> None:
    if function.name in NOT_ASKED:
        return
    assert _asks_a_rule(path, function), f"{where(path, function)}: may anyone do this?"


@pytest.mark.parametrize(("path", "function"), ACTIONS)
def test_an_action_records_what_was_done(path: Path, function: ast.FunctionDef) -> None:
    if function.name in NOT_RECORDED:
        return
    assert _records(path, function), f"{where(path, function)}: leaves no trace in the history"


def test_every_exception_still_exists() -> None:
    names = {param.values[1].name for param in ACTIONS}  # type: ignore[union-attr]
    assert not (NOT_RECORDED.keys() | NOT_ASKED.keys()) - names
