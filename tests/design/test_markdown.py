"""Text that people write can be shaped, and can do no harm whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.design.markdown import ADDRESSES, ATTRIBUTES, TAGS, plain_text, render_markdown
from tests.design.page import Page

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[her](javascript:alert(1))",
    "[her](JaVaScRiPt&#58;alert(1))",
    "[her](data:text/html;base64,PHNjcmlwdD4=)",
    "[her](vbscript:x)",
    '<a href="https://example.org" onclick="x()">her</a>',
    "![billede](https://example.org/spor.png)",
    "![billede](https://example.org/spor.png 'titel')",
    "<iframe src=//example.org></iframe>",
    "<style>*{display:none}</style>",
    "<https://example.org/\"onmouseover='x'>",
    "| a |\n|:-:|\n| <b style=x> |",
    "<svg><a xlink:href='javascript:x'>",
    "# <h1 onload=x>",
    "\x00<scr\x00ipt>",
]


def harmless(html: str) -> bool:
    """Only allowed elements with allowed attributes and addresses."""
    for tag, attributes in Page(html).elements:
        extra = set(attributes) - ATTRIBUTES.get(tag, set()) - {"rel"}
        scheme = attributes.get("href", "").partition(":")[0].lower()
        remote = ":" in attributes.get("href", "") and "/" not in scheme
        if tag not in TAGS or extra or (remote and scheme not in ADDRESSES):
            return False
    return True


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless(text: str) -> None:
    html = render_markdown(text)
    assert harmless(html), html
    assert "<img" not in html


@given(st.text(alphabet=st.sampled_from("<>\"'/:()[]!#*_`|-=\n &;abjsx1\x00æ")))
def test_no_mixture_of_marks_breaks_out(text: str) -> None:
    assert harmless(render_markdown(text))


@given(st.text())
def test_any_text_at_all_can_be_shown(text: str) -> None:
    assert harmless(render_markdown(text))
    plain_text(text)


def test_headings_start_below_those_of_the_page() -> None:
    tags = [tag for tag, _ in Page(render_markdown("# En\n\n## To\n\n###### Seks")).elements]
    assert tags == ["h3", "h4", "h6"]


def test_a_picture_leaves_its_description() -> None:
    assert render_markdown("![Stien ved havet](https://example.org/a.png)") == (
        "<p>Stien ved havet</p>\n"
    )


def test_a_table_has_heads_that_are_heads() -> None:
    html = render_markdown("| Form | Antal |\n|---|:-:|\n| Temamøde | 3 |")
    assert html.count('<th scope="col">') == 2
    assert "style" not in html


def test_plain_text_keeps_the_words_and_drops_the_marks() -> None:
    text = "## Hvorfor\n\nVi **prøver** [noget](https://example.org) & mere.\n\n- i bredden\n- i dybden"
    assert plain_text(text) == "Hvorfor Vi prøver noget & mere. i bredden i dybden"


def test_nothing_at_all_is_nothing() -> None:
    assert render_markdown("") == ""
    assert plain_text("") == ""
