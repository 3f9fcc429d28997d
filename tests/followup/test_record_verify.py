"""Whatever is changed in the database by hand, ``pejl verify`` names it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from pejl import cli, deployment
from pejl.followup import chain
from pejl.followup.canonical import canonical
from pejl.followup.models import Record, Round
from pejl.followup.queries import records as queries
from pejl.followup.queries.verifying import SAID, verify
from tests import build
from tests.followup.frozen_rounds import (
    a_chain,
    a_closed_round,
    a_strategy,
    an_executive,
    forge,
    signed,
    strike_out,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.PEJL_SIGNING_KEY = tmp_path / "key.pem"


def said(**asked: Any) -> list[str]:
    """Each finding as where and what, with the code in place of the words."""
    return [f"{one.where}: {one.what}" for one in verify(**asked).findings]


def at(record: Record, *codes: str) -> list[str]:
    return [f"Runde {record.round.slug}, nr. {record.number}: {code}" for code in codes]


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places in Danish, also before the catalogue has them: what is tested is which record is named."""
    danish = {
        "Round %(round)s, no. %(number)d": "Runde %(round)s, nr. %(number)d",
        "Round %(round)s": "Runde %(round)s",
        "No. %(number)d": "Nr. %(number)d",
        "No. %(first)d to %(last)d": "Nr. %(first)d til %(last)d",
    }
    monkeypatch.setattr("pejl.followup.queries.verifying._", danish.__getitem__)


def elsewhere(record: Record) -> Any:
    return build.a_municipality().pk


def another_round(record: Record) -> Any:
    return a_closed_round(record.round.strategy, state="draft").pk


def somebody_else(record: Record) -> Any:
    return an_executive(record.municipality).person_id


def stored(value: Any) -> Any:
    """As the database keeps a key: SQLite without hyphens."""
    return value.hex if connection.vendor == "sqlite" and hasattr(value, "hex") else value


FORGED: list[tuple[str, Any, tuple[str, ...]]] = [
    ("content", lambda one: one.content.replace("Det går", "Det gik"), ("content",)),
    ("content", lambda one: one.content + " ", ("content",)),
    ("content", lambda one: "x", ("content", "unreadable")),
    ("content", lambda one: "[]", ("content", "unreadable")),
    ("previous_digest", lambda one: "ab" * 32, ("previous",)),
    ("previous_digest", lambda one: "", ("previous",)),
    ("digest", lambda one: "cd" * 32, ("digest",)),
    ("signature", lambda one: "00" * 64, ("signature",)),
    ("signature", lambda one: "", ("signature",)),
    ("key", lambda one: "11" * 32, ("key",)),
    ("kind", lambda one: "addition", ("kind",)),
    ("round_id", another_round, ("round", "not_signed")),
    ("signed_by_id", somebody_else, ("signed_by",)),
    ("signed_by_id", lambda one: None, ("signed_by",)),
    ("signed_at", lambda one: one.signed_at + timedelta(seconds=1), ("signed_at",)),
]


@pytest.mark.parametrize(("column", "value", "codes"), FORGED)
def test_a_column_changed_by_hand_is_named(column: str, value: Any, codes: tuple[str, ...]) -> None:
    _first, second, third = a_chain()
    assert said() == []
    slug = second.round.slug
    forge(second, column, stored(value(second)))
    second = Record.objects.select_related("round").get(pk=second.pk)
    found = said()
    assert found[: len(codes)] == at(second, *codes)
    rest = found[len(codes) :]
    assert rest in ([], [f"Runde {slug}: no_record"]), "nothing else is accused"
    assert not any(str(third.round.slug) in one for one in rest)


def test_every_column_of_a_record_is_tried() -> None:
    tried = {column for column, _value, _codes in FORGED} | {"number", "municipality_id"}
    assert {field.attname for field in Record._meta.concrete_fields} - tried == {"id"}


def test_a_record_under_another_number_is_named_and_its_place_is_empty() -> None:
    _first, second, third = a_chain()
    forge(second, "number", 7)
    second.number = 7
    assert said() == ["Nr. 2: missing", "Nr. 4 til 6: missing", *at(second, "number")]
    forge(third, "number", 10**9)
    third.number = 10**9
    assert at(third, "number")[0] in said(), "however far away it is put"


def test_a_record_put_under_another_municipality_is_named_in_both() -> None:
    first, second, _third = a_chain()
    other = build.a_municipality()
    forge(second, "municipality_id", stored(other.pk))
    assert "Nr. 2: missing" in said(municipality=first.municipality)
    assert at(second, "municipality")[0] in said(municipality=other)


def test_a_record_removed_in_the_middle_leaves_a_gap() -> None:
    _first, second, _third = a_chain()
    strike_out(second)
    assert said() == ["Nr. 2: missing", f"Runde {second.round.slug}: no_record"]


def test_a_first_record_that_is_removed_leaves_a_gap() -> None:
    first, _second, _third = a_chain()
    strike_out(first)
    assert said() == ["Nr. 1: missing", f"Runde {first.round.slug}: no_record"]


def test_a_cut_tail_is_found_by_the_rounds_and_where_they_are_forged_too_by_the_anchor_alone() -> (
    None
):
    _first, second, third = a_chain()
    anchor = chain.read_anchor(queries.anchor())
    strike_out(second, third)
    assert len(said()) == 2, "the rounds say that they are signed"
    Round.objects.filter(pk__in=[second.round_id, third.round_id]).update(state="closed")
    assert said() == [], "a chain alone cannot tell"
    assert said(anchor=anchor) == ["Nr. 3: gone"]


def test_a_chain_that_was_cut_and_written_anew_is_found_by_the_anchor() -> None:
    _first, _second, third = a_chain()
    anchor = chain.read_anchor(queries.anchor())
    strike_out(third)
    Round.objects.filter(pk=third.round_id).update(state="closed", slug="en-anden")
    signed(third.round)
    assert said() == []
    assert said(anchor=anchor) == ["Nr. 3: not_as_anchored"]


def test_an_anchor_from_before_holds_for_a_chain_that_grew() -> None:
    records = a_chain(1)
    anchor = chain.read_anchor(queries.anchor())
    signed(a_closed_round(records[0].round.strategy))
    assert said(anchor=anchor) == []


def test_an_anchor_knows_the_end_of_every_municipality_s_chain() -> None:
    here, there = a_chain(3)[-1], a_chain(1)[-1]
    heads = {one.municipality: (one.number, one.digest) for one in queries.heads()}
    assert heads == {
        here.municipality.slug: (3, here.digest), there.municipality.slug: (1, there.digest)
    }  # fmt: skip
    strike_out(there)
    Round.objects.filter(pk=there.round_id).update(state="closed")
    anchor = chain.anchor(
        [chain.Head(slug, *end) for slug, end in heads.items()], "2014-06-30T10:00:00Z"
    )
    read = chain.read_anchor(anchor)
    assert said(anchor=read, municipality=here.municipality) == []
    assert said(anchor=read) == ["Nr. 1: gone"]


def test_a_round_that_is_no_longer_marked_as_signed_is_named() -> None:
    (record,) = a_chain(1)
    Round.objects.filter(pk=record.round_id).update(state="open")
    assert said() == at(record, "not_signed")


def test_who_seals_a_changed_record_anew_is_found_by_the_next_one_and_by_the_trusted_key(
    settings: Any, tmp_path: Path
) -> None:
    first, second, third = a_chain()
    trusted = {first.key}
    settings.PEJL_SIGNING_KEY = tmp_path / "forger.pem"
    content = json.loads(second.content)
    content["focus_areas"][0]["report"]["fact"] = "Alt er godt."
    forged = chain.seal(content, first.digest)
    for column, value in vars(forged).items():
        forge(second, column, value)
    assert said() == at(third, "other_before")
    assert said(trusted=trusted) == [*at(second, "not_trusted"), *at(third, "other_before")]


def test_keys_are_exchanged_without_breaking_the_chain(settings: Any, tmp_path: Path) -> None:
    old = a_chain(2)[-1]
    settings.PEJL_SIGNING_KEY = tmp_path / "new.pem"
    new = signed(a_closed_round(old.round.strategy))
    found = verify(trusted={old.key, new.key})
    assert found.holds
    assert found.keys == {old.key: 2, new.key: 1}
    assert said(trusted={new.key}) == [
        one for record in Record.objects.filter(key=old.key) for one in at(record, "not_trusted")
    ]


def test_every_finding_has_its_words() -> None:
    assert all(str(words) for words in SAID.values())


def test_checking_asks_the_same_number_of_questions_whatever_there_is(
    django_assert_num_queries: Any,
) -> None:
    a_chain(1)
    with django_assert_num_queries(3):
        verify()
    a_chain(4)
    with django_assert_num_queries(3):
        verify()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE followup_record SET content = '{}'", "UPDATE followup_record SET number = number + 5",
        "UPDATE followup_record SET signed_by_id = NULL", "DELETE FROM followup_record",
    ],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_or_remove_a_record(statement: str) -> None:
    a_chain(2)
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Record.objects.count() == 2
    assert said() == []


def test_a_record_cannot_be_removed_through_its_round_or_its_municipality() -> None:
    (record,) = a_chain(1)
    for thing in (record.round, record.municipality, record):
        with pytest.raises(IntegrityError), transaction.atomic():
            thing.delete()


def test_the_records_are_written_in_the_one_way() -> None:
    for record in a_chain(2):
        assert canonical(json.loads(record.content)) == record.content


def pejl(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = cli.main(words)
    return code, capsys.readouterr().out


def test_the_command_tells_what_it_found_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    first, second, _third = a_chain()
    code, told = pejl(capsys, "verify")
    assert code == 0
    assert "3 records, 0 findings." in told
    assert f"3 signed with {first.key} (this installation's key)" in told
    forge(second, "content", second.content.replace("går", "gik"))
    slug = second.municipality.slug
    for words in (["verify"], ["verify", "--municipality", slug]):
        code, told = pejl(capsys, *words)
        assert code == 1
        assert f"{slug}: Runde {second.round.slug}, nr. 2: {SAID['content']}" in told
    assert pejl(capsys, "verify", "--municipality", "findes-ikke")[0] == 1
    assert pejl(capsys, "verify", "--municipality", build.a_municipality().slug)[0] == 0
    assert pejl(capsys, "verify", "--key", "22" * 32)[0] == 1


def test_an_anchor_is_written_once_and_compared_with(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _first, second, third = a_chain()
    file = tmp_path / "anker.json"
    assert pejl(capsys, "anchor", str(file))[0] == 0
    assert pejl(capsys, "anchor", str(file))[0] == 1, "never over another"
    assert pejl(capsys, "verify", "--anchor", str(file), "--key", third.key)[0] == 0
    assert json.loads(pejl(capsys, "anchor")[1])["content"]
    strike_out(third)
    Round.objects.filter(pk=third.round_id).update(state="closed")
    code, told = pejl(capsys, "verify", "--anchor", str(file))
    assert code == 1
    assert f"{second.municipality.slug}: Nr. 3: {SAID['gone']}" in told
    file.write_text(file.read_text().replace('"pejl_anchor"', '"noget"').replace("greve", "x"))
    file.write_bytes(file.read_bytes()[:-9])
    assert pejl(capsys, "verify", "--anchor", str(file))[0] == 1
    assert pejl(capsys, "verify", "--anchor", str(tmp_path / "findes-ikke.json"))[0] == 1


def test_an_anchor_of_a_key_that_is_not_trusted_is_told(
    settings: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (record,) = a_chain(1)
    settings.PEJL_SIGNING_KEY = tmp_path / "forger.pem"
    pejl(capsys, "anchor", str(tmp_path / "anker.json"))
    words = ["verify", "--key", record.key]
    assert pejl(capsys, *words)[0] == 0
    assert pejl(capsys, *words, "--anchor", str(tmp_path / "anker.json"))[0] == 1


def test_the_key_is_made_once_and_named_again(
    settings: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "no signing key" in deployment.signing_key_advice(settings.PEJL_SIGNING_KEY)
    code, told = pejl(capsys, "signing-key")
    assert code == 0
    public = told.split()[-1]
    assert deployment.signing_key_advice(settings.PEJL_SIGNING_KEY) == ""
    assert pejl(capsys, "signing-key") == (0, f"Its public half, to be kept and told: {public}\n")
    assert signed(a_closed_round(a_strategy())).key == public
    settings.PEJL_SIGNING_KEY.chmod(0o644)
    assert "chmod 600" in deployment.signing_key_advice(settings.PEJL_SIGNING_KEY)
    settings.PEJL_SIGNING_KEY.write_text("noget andet")
    assert pejl(capsys, "signing-key")[0] == 1
