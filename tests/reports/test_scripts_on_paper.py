"""Emoji and the scripts of the world on paper: drawn where a font has them, one mark each where none has."""

from __future__ import annotations

import re
import unicodedata
import zlib

import pytest

from pejl.followup.models import Report
from pejl.reports.catalogue import catalogue_pdf
from pejl.reports.characters import STAND_IN, drawable, drawable_picture
from pejl.reports.coverage import FAMILIES
from pejl.reports.followup.paper import pdf
from pejl.reports.typesetting import _fonts
from tests.followup.frozen_rounds import measured
from tests.reports.test_catalogue_report import _content, _entry
from tests.reports.test_followup_report import a_round, reported

WORLD = "🎉👩‍⚕️ Ελλάδα Привет שלום مرحبا नमस्ते 日本 学习 한국어"
SEEN = {one for one in WORLD if unicodedata.category(one) in ("Lu", "Ll", "Lo", "So")}


def drawn(made: bytes) -> str:
    """All that the glyphs in a PDF stand for, from its fonts' own tables (ToUnicode)."""
    told = []
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            stream = zlib.decompress(packed)
        except zlib.error:
            continue
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
            told += re.findall(rb"<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>", block)
    return "".join(bytes.fromhex(code.decode()).decode("utf-16-be") for code in told)


def test_the_catalogue_shows_every_script() -> None:
    told = drawn(catalogue_pdf(_content([_entry(1, title=WORLD, summary=WORLD, learned=WORLD)])))
    assert set(told) >= SEEN
    assert STAND_IN not in told


def test_what_no_font_has_is_a_mark_in_the_pdf() -> None:
    told = drawn(catalogue_pdf(_content([_entry(1, title="ᏣᎳᎩ")])))
    assert STAND_IN in told
    assert "Ꮳ" not in told


@pytest.mark.django_db
@pytest.mark.parametrize("summary", [False, True])
def test_a_round_s_report_shows_every_script(summary: bool) -> None:
    round = a_round()
    Report.objects.filter(round=round).update(
        fact=WORLD, decision_wanted=WORLD, status="off_course"
    )
    round.strategy.objectives.update(title=WORLD)
    told = drawn(pdf(reported(round, summary=summary)))
    assert set(told) >= SEEN


def test_every_font_is_found_under_its_name() -> None:
    assert set(FAMILIES) == set(_fonts().families())


@pytest.mark.parametrize(
    "text",
    [
        "Blåbærgrød – »æ« ½ €", WORLD, "👩🏽‍⚕️", "👨‍👩‍👧", "🇩🇰", "1️⃣", "❤️", "שָׁלוֹם", "مرحباً", "می‌خواهم", "क्षत्रिय",
        "สวัสดี", "வணக்கம்", "ሰላም", "Tiếng Việt",
    ],
)  # fmt: skip
def test_what_a_font_has_is_left_as_it_is(text: str) -> None:
    assert drawable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ᏣᎳᎩ ja", "□□□ ja"),
        ("e\u0301", "é"),
        ("\u202ebagvendt\x07", "bagvendt"),
        ("\u0301løs", "løs"),
        ("👍\u0948 ja", "👍 ja"),
        ("Ꮳ\u0301 ja", "□ ja"),
        ("\ue000 eget", " eget"),
        ("日\ufe0f", "日"),
        ("\u3000x", "\u3000x"),
    ],
)
def test_what_none_has_becomes_one_mark_or_its_base(text: str, shown: str) -> None:
    assert drawable(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bølge &amp; effekt", "Bølge &amp; effekt"),
        ("Å ★", '<tspan font-family="DejaVu Sans">Å ★</tspan>'),
        ("👩🏽‍⚕️🎉", '<tspan font-family="Noto Emoji">👩🎉</tspan>'),
        ("Effekt 🎉", '<tspan font-family="DejaVu Sans">Effekt □</tspan>'),
        ("日本", '<tspan font-family="Sawarabi Gothic">日本</tspan>'),
        ("学习", '<tspan font-family="ZCOOL XiaoWei">学习</tspan>'),
        ("한국어", '<tspan font-family="Gowun Dodum">한국어</tspan>'),
        ("שלום", '<tspan font-family="DejaVu Sans">□□□□</tspan>'),
    ],
)
def test_a_text_in_a_drawing_is_set_in_one_font(text: str, shown: str) -> None:
    assert drawable_picture(f"<svg><text>{text}</text></svg>") == f"<svg><text>{shown}</text></svg>"


@pytest.mark.django_db
def test_a_chart_with_every_script_in_its_labels_is_printed() -> None:
    round = a_round()
    objective = round.strategy.objectives.get(number=1)
    measured(objective, title=WORLD, measured_in="🎉 ★ 日本")
    assert pdf(reported(round)).startswith(b"%PDF-")
