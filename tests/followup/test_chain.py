"""A chain of sealed contents: whatever is changed in it is found, and told apart."""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from pejl.followup import chain, keys
from pejl.followup.chain import Head, NotAnAnchor, Seal
from pejl.followup.models import Record
from pejl.followup.refusals import KeyIsMissing

HEADS = [Head("greve", 3, "ab" * 32), Head("solrød", 1, "cd" * 32)]
ONCE = trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.PEJL_SIGNING_KEY = tmp_path / "key.pem"


def link(content: Any, previous: str = "", number: int = 1) -> Record:
    return placed(chain.seal(content, previous), number)


def placed(seal: Seal, number: int) -> Record:
    return Record(number=number, **vars(seal))


def a_chain(length: int = 3) -> list[Record]:
    found: list[Record] = []
    for number in range(1, length + 1):
        previous = found[-1].digest if found else chain.FIRST
        found.append(link({"nr": number, "tekst": "æøå"}, previous, number))
    return found


def test_the_digest_is_reckoned_as_the_document_says() -> None:
    told = sha256(b"pejl record 1\n" + b"ab" * 32 + b'\n{"a":"\xc3\xa6"}').hexdigest()
    assert chain.digest_of("ab" * 32, '{"a":"æ"}') == told
    assert chain.digest_of(chain.FIRST, "{}") == sha256(b"pejl record 1\n\n{}").hexdigest()


def test_a_chain_that_nobody_touched_holds() -> None:
    records = a_chain()
    for before, one in zip([None, *records], records, strict=False):
        assert chain.faults(one, before, ()) == []


def turned(text: str) -> str:
    """The same text with its last character another one."""
    return text[:-1] + ("0" if text[-1] != "0" else "1")


@pytest.mark.parametrize(
    ("column", "fault"),
    [
        ("content", "content"), ("previous_digest", "previous"), ("digest", "digest"),
        ("signature", "signature"), ("key", "key"),
    ],
)  # fmt: skip
def test_whichever_part_is_changed_is_named(column: str, fault: str) -> None:
    first, second, third = a_chain()
    setattr(second, column, turned(getattr(second, column)))
    known = {first.key, third.key}
    assert chain.faults(second, first, known) == [fault]
    assert chain.faults(first, None, known) == []
    assert chain.faults(third, second, known) == [], "the fault is the second one's alone"


@ONCE
@given(
    at=st.integers(0, 10**6),
    column=st.sampled_from([one.name for one in fields(Seal)]),
    to=st.characters(exclude_categories=["Cs"]),
)
def test_no_single_character_can_be_changed_unseen(at: int, column: str, to: str) -> None:
    first, second, _third = a_chain()
    text = getattr(second, column)
    place = at % len(text)
    changed = text[:place] + to + text[place + 1 :]
    setattr(second, column, changed)
    assert bool(chain.faults(second, first, ())) == (changed != text)


@pytest.mark.parametrize("spelt", [str.upper, lambda text: f" {text}", lambda text: f"{text}\n"])
def test_the_same_digits_spelt_otherwise_are_a_change(spelt: Any) -> None:
    for column in ("digest", "previous_digest", "signature", "key"):
        first, second, _third = a_chain()
        setattr(second, column, spelt(getattr(second, column)))
        assert chain.faults(second, first, ()), column


def test_a_record_that_is_sealed_anew_no_longer_fits_the_next() -> None:
    first, _second, third = a_chain()
    forged = link({"nr": 2, "tekst": "noget andet"}, first.digest, 2)
    assert chain.faults(forged, first, ()) == [], "by itself it holds"
    assert chain.faults(third, forged, ()) == ["other_before"]


def test_a_first_record_closes_to_nothing() -> None:
    assert chain.faults(link({}, "ab" * 32), None, ()) == ["other_before"]


def test_a_record_of_another_key_holds_and_says_so(settings: Any, tmp_path: Path) -> None:
    first = link({"nr": 1})
    settings.PEJL_SIGNING_KEY = tmp_path / "other.pem"
    second = link({"nr": 2}, first.digest, 2)
    assert first.key != second.key
    assert chain.faults(second, first, ()) == []


def test_an_anchor_is_read_back_and_a_changed_one_is_not() -> None:
    text = chain.anchor(HEADS, "2014-06-30T10:00:00Z")
    read = chain.read_anchor(text)
    assert list(read.heads) == HEADS
    assert read.key == keys.own_key()
    for changed in (
        text.replace("greve", "grevf"),
        text.replace("number", "numbre"),
        "{}",
        "[]",
        "",
    ):
        with pytest.raises(NotAnAnchor):
            chain.read_anchor(changed)


def test_a_signed_anchor_cannot_pass_for_a_record_nor_a_record_for_an_anchor() -> None:
    record = link({"heads": [], "made_at": ""})
    forged = chain.envelope(record)
    with pytest.raises(NotAnAnchor):
        chain.read_anchor(forged)


def test_a_demo_makes_its_key_when_it_first_needs_one_and_keeps_it(settings: Any) -> None:
    path = settings.PEJL_SIGNING_KEY
    assert keys.own_key() == ""
    first = link({})
    assert path.stat().st_mode & 0o777 == 0o600
    assert first.key == link({}).key == keys.own_key()
    assert list(path.parent.iterdir()) == [path], "nothing unfinished lies about"


def test_a_deployment_without_a_key_signs_nothing_and_makes_none(settings: Any) -> None:
    settings.PEJL_DEMO = False
    with pytest.raises(KeyIsMissing):
        link({})
    assert not settings.PEJL_SIGNING_KEY.exists()


@pytest.mark.parametrize("text", [b"", b"ikke en noegle", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_file_that_is_no_key_signs_nothing_and_is_left_as_it_is(
    settings: Any, text: bytes
) -> None:
    settings.PEJL_SIGNING_KEY.write_bytes(text)
    with pytest.raises(KeyIsMissing):
        link({})
    assert settings.PEJL_SIGNING_KEY.read_bytes() == text


def test_a_key_of_another_kind_signs_nothing(settings: Any) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    other = generate_private_key(SECP256R1())
    settings.PEJL_SIGNING_KEY.write_bytes(
        other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    with pytest.raises(KeyIsMissing):
        link({})


def test_a_key_is_never_written_over(settings: Any) -> None:
    public = keys.make_key(settings.PEJL_SIGNING_KEY)
    with pytest.raises(FileExistsError):
        keys.make_key(settings.PEJL_SIGNING_KEY)
    assert keys.own_key() == public
