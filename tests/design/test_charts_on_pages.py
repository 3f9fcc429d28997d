"""Charts as pages and reports get them: named, with their numbers, the same look in both, and light."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst
from django.template.loader import get_template
from django.utils import translation

from pejl.design import gallery_charts as samples
from pejl.design.charts.data import (
    Aim,
    Described,
    EffectChain,
    Limits,
    Link,
    Reading,
    SeriesChart,
    Stage,
)
from pejl.design.charts.kinds import said, svg, table_of
from pejl.design.charts.plot import FRAMES, NARROW, Frame
from pejl.design.charts.roles import ROLES
from pejl.design.colour import WHITE, contrast
from pejl.design.signs import ASSURANCE, EVIDENCE, SIGNS, VARIATION, UnknownState
from tests.design.page import Page, render

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "pejl/design/static/design/charts.css").read_text(encoding="utf-8")
SAMPLES = {name: chart for name, chart in samples.sample_charts().items() if name != "chain"}
CHARTS = pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES)
HOSTILE = '</svg><script>alert("x")</script>&\x00\x0b{{ 1 }}'
INLINE = re.compile(r"<style|\sstyle=|<script|\son\w+=|javascript:|data:", re.IGNORECASE)


def ordinary(**more: object) -> SeriesChart:
    """Forty months with a target and limits, as an objective's page has them."""
    readings = tuple(
        Reading(dt.date(2022 + n // 12, n % 12 + 1, 1), round(40 + (n * 37 % 11) / 2 + n * 0.2, 1))
        for n in range(40)
    )
    return SeriesChart(
        title="Idéer besvaret i tide", unit="%", label="Greve", readings=readings,
        targets=(Aim(dt.date(2025, 12, 1), 60),),
        limits=(Limits(readings[0].on, readings[-1].on, 44.1, 33.2, 55.4),), **more,
    )  # type: ignore[arg-type]  # fmt: skip


class TestOnAPage:
    @CHARTS
    def test_a_chart_is_one_named_picture_with_its_numbers_below(self, chart: Described) -> None:
        page = Page(render("{% chart chart %}", chart=chart))
        pictures = [one for one in page.all("svg") if one.get("role") == "img"]
        assert [one["class"] for one in pictures] == ["c-narrow", "c-wide"]
        assert {one["aria-labelledby"] for one in pictures} == {pictures[0]["aria-labelledby"]}
        assert page.references <= set(page.ids)
        assert len(page.all("caption")) == len(page.all("figcaption")) == 1
        assert all(head["scope"] in ("col", "row") for head in page.all("th"))

    @CHARTS
    def test_what_a_screen_reader_says_and_what_the_table_holds_is_on_the_page(
        self, chart: Described
    ) -> None:
        html = render("{% chart chart %}", language="da", chart=chart)
        words = " ".join(Page(html).words)
        with translation.override("da"):
            assert said(chart) in words
            table = table_of(chart)
        for row in (*table.rows, *table.facts):
            assert row.name in words
            assert all(str(getattr(cell, "text", cell)) in words for cell in row.cells)

    @CHARTS
    def test_nothing_is_inline(self, chart: Described) -> None:
        assert INLINE.search(render("{% chart chart %}", chart=chart)) is None

    def test_two_charts_of_one_title_share_no_id(self) -> None:
        page = Page(render("{% chart chart %}{% chart chart %}", chart=SAMPLES["series"]))
        assert len(page.ids) == len(set(page.ids))

    def test_an_example_is_marked_and_a_source_is_named(self) -> None:
        html = render(
            "{% series_chart chart %}", chart=ordinary(source="StatBank", is_example=True)
        )
        assert "Source: StatBank" in html
        assert "Example" in html
        plain = render("{% series_chart chart %}", chart=ordinary())
        assert "Source" not in plain
        assert "Example" not in plain

    def test_a_small_chart_has_the_drawing_for_phones_only(self) -> None:
        page = Page(render("{% chart chart small=True %}", chart=SAMPLES["series"]))
        assert [one["class"] for one in page.all("svg") if one.get("role")] == ["c-narrow"]

    def test_the_same_chart_is_drawn_once_and_again_when_it_changes(self) -> None:
        chart = ordinary()
        html = render("{% chart chart %}", chart=chart)
        assert render("{% chart chart %}", chart=ordinary()) == html
        changed = replace(chart, readings=chart.readings[:-1])
        assert render("{% chart chart %}", chart=changed) != html
        assert render("{% chart chart %}", language="da", chart=chart) != html

    def test_hostile_words_are_only_words(self) -> None:
        chart = ordinary(source=HOSTILE)
        hostile = replace(
            chart,
            title=HOSTILE,
            unit=HOSTILE,
            label=HOSTILE,
            readings=(replace(chart.readings[0], note=HOSTILE, label=HOSTILE, url='/"><b>'),),
        )
        html = render("{% chart chart %}", chart=hostile)
        assert INLINE.search(html) is None
        assert "<b>" not in html
        ElementTree.fromstring(svg(hostile))

    def test_a_number_leads_to_its_rows(self) -> None:
        reading = Reading(dt.date(2026, 1, 1), 4, url="/greve/tal/?a=1&b=2")
        page = Page(render("{% chart chart %}", chart=SeriesChart(title="x", readings=(reading,))))
        assert page.all("a")[0]["href"] == "/greve/tal/?a=1&b=2"

    def test_an_ordinary_chart_is_light(self) -> None:
        html = render("{% chart chart %}", language="da", chart=ordinary())
        assert len(html.encode()) <= 12_000
        six = "".join(
            render("{% chart chart %}", language="da", chart=ordinary(source=str(n)))
            for n in range(6)
        )
        assert len(gzip.compress(six.encode())) <= 15_000

    def test_every_tag_for_a_kind_draws_it(self) -> None:
        for tag, name in (
            ("series_chart", "yearly"),
            ("bar_chart", "bars"),
            ("weights_chart", "donors"),
            ("funnel_chart", "funnel"),
            ("fit_chart", "fit"),
            ("placebo_chart", "placebo"),
            ("rank_chart", "ranks"),
        ):
            html = render(f"{{% {tag} chart %}}", chart=SAMPLES[name])
            assert 'class="c-wide"' in html


class TestSparkline:
    def test_it_shows_the_latest_value_and_says_the_rest(self) -> None:
        html = render("{% sparkline chart %}", chart=SAMPLES["series"])
        page = Page(html)
        assert "74.1%" in page.words
        assert any("33 values from January 2023" in word for word in page.words)
        assert page.all("svg")[0]["aria-hidden"] == "true"
        assert INLINE.search(html) is None

    @pytest.mark.parametrize("count", [0, 1, 2])
    def test_few_values_work(self, count: int) -> None:
        chart = replace(SAMPLES["series"], readings=SAMPLES["series"].readings[:count])
        html = render("{% sparkline chart %}", chart=chart)
        assert ("No values yet" in html) == (count == 0)

    def test_a_line_that_does_not_move_stands_in_the_middle(self) -> None:
        readings = tuple(Reading(dt.date(2026, month, 1), 5) for month in (1, 2, 3))
        html = render("{% sparkline chart %}", chart=SeriesChart(title="x", readings=readings))
        assert 'd="M5 16' in html


class TestChain:
    def test_it_is_a_list_in_order_with_what_is_assumed_between(self) -> None:
        html = render("{% effect_chain chain %}", chain=samples.chain())
        page = Page(html)
        assert len(page.all("ol")) == 1
        assert len(page.all("li")) == 4
        places = [html.index(word) for word in ("Activity", "Output", "Outcome", "Effect<")]
        assert places == sorted(places)
        assert html.count("<strong>If</strong>") == 3
        assert page.references <= set(page.ids)
        assert INLINE.search(html) is None

    def test_arrows_lead_to_all_stages_but_the_first(self) -> None:
        chain = EffectChain(
            title="x", stages=(Stage("activity", (Link("a"),)), Stage("effect", (Link("b"),)))
        )
        assert render("{% effect_chain chain %}", chain=chain).count("pejl-arrow") == 1

    def test_hostile_words_are_only_words(self) -> None:
        stage = Stage("effect", (Link(HOSTILE, HOSTILE, "/x/"),), HOSTILE, "weak")
        chain = EffectChain(title=HOSTILE, stages=(stage, stage))
        assert INLINE.search(render("{% effect_chain chain %}", chain=chain)) is None


class TestSignsOfABearing:
    FAMILIES = (("variation", VARIATION), ("assurance", ASSURANCE), ("evidence", EVIDENCE))

    def test_no_two_signs_share_shape_or_word(self) -> None:
        signs = {id(sign): sign for _, family in self.FAMILIES for sign in family.values()}
        everyone = [*signs.values(), *SIGNS.values()]
        assert len({sign.path for sign in everyone}) == len(everyone)
        with translation.override("en"):
            assert len({str(sign.word) for sign in everyone}) == len(everyone)

    @pytest.mark.parametrize(("tag", "family"), FAMILIES)
    def test_each_is_a_word_and_a_shape(self, tag: str, family) -> None:
        for value, sign in family.items():
            html = render(f"{{% {tag} value %}}", value=value)
            with translation.override("en"):
                assert str(sign.word) in html
            assert sign.path in html
        with pytest.raises(UnknownState):
            render(f"{{% {tag} 'splendid' %}}")

    def test_none_is_green_and_what_is_not_known_is_grey(self) -> None:
        part = CSS[CSS.index("Signs of a bearing") : CSS.index("Effect chain:")]
        assert "--on-course" not in part
        for value in ("too_early", "hit_and_miss", "common", "evidence-none"):
            assert not re.search(rf"{value} \.pejl-sign[^}}]*color", part)

    def test_effort_and_effect_stay_two_signs(self) -> None:
        page = Page(render('{% effort_and_effect "on_course" "no_data" %}'))
        assert len(page.all("dt")) == len(page.all("dd")) == 2
        assert [word for word in page.words if word.strip()] == [
            "Effort", " On course", "Effect", " No data",
        ]  # fmt: skip


class TestLook:
    def test_the_style_sheet_and_the_report_dress_every_role_alike(self) -> None:
        for role, look in ROLES.items():
            declared = declarations(f".c-{role}")
            assert declared, role
            for name, value in look.items():
                if name in ("font-size", "font-family"):
                    continue
                assert normal(declared[name]) == normal(value), (role, name)

    @pytest.mark.parametrize("role", ROLES)
    def test_colours_stand_out_from_white(self, role: str) -> None:
        look = ROLES[role]
        if role in (
            "grid",
            "band",
            "fan",
            "gap",
            "other-area",
            "placebo",
            "leader",
            "interval-edge",
        ):
            return  # ground, and what is also said by something stronger
        if "font-size" in look:
            assert contrast(look["fill"], WHITE) >= 4.5
        else:
            colours = (look.get("stroke", "none"), look.get("fill", "none"))
            assert any(
                contrast(colour, WHITE) >= 3 for colour in colours if len(colour) == 7
            )  # fmt: skip

    def test_lines_that_may_meet_differ_without_colour(self) -> None:
        together = ("own", "target", "forecast", "second", "third", "fourth", "limit", "mean")
        looks = {
            (ROLES[one].get("stroke-dasharray"), ROLES[one]["stroke-width"]) for one in together
        }
        assert len(looks) == len(together)

    def test_charts_reflow_print_and_do_without_colours(self) -> None:
        for needed in ("@container", "@media print", "forced-colors"):
            assert needed in CSS

    def test_only_pages_with_charts_load_their_style_sheet(self) -> None:
        assert "charts.css" not in get_template("design/page.html").template.source


class TestInAReport:
    @CHARTS
    @pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
    def test_the_drawing_stands_alone(self, chart: Described, frame: Frame) -> None:
        text = svg(chart, frame)
        root = ElementTree.fromstring(text)
        assert "class=" not in text
        assert float(root.get("width") or 0) == frame.width
        names = {child.tag.split("}")[1] for child in root}
        assert names == {"title", "desc", "g"}
        assert (root[0].text, root[1].text) == (chart.title, said(chart))

    def test_words_and_paths_are_those_of_the_page(self) -> None:
        chart = SAMPLES["series"]
        with translation.override("en"):
            alone = ElementTree.fromstring(svg(chart, NARROW))
        page = render("{% chart chart small=True %}", chart=chart)
        space = "{http://www.w3.org/2000/svg}"
        for path in alone.iter(f"{space}path"):
            assert f'd="{path.get("d")}"' in page
        assert len(list(alone.iter(f"{space}text"))) == page.count("<text ")

    def test_the_typesetter_takes_every_chart(self) -> None:
        pictures = {f"{name}.svg": svg(chart).encode() for name, chart in SAMPLES.items()}
        source = (
            '#set document(title: "Diagrammer")\n#set text(lang: "da")\n= Diagrammer\n'
            + "".join(
                f'#figure(image("{name}", alt: "Et diagram", width: 100%))\n' for name in pictures
            )
        )
        pdf = typst.compile(
            {"main.typ": source.encode(), **pictures}, pdf_standards=["a-2a", "ua-1"],
            ignore_system_fonts=True,
            font_paths=[str(ROOT / "pejl/design/static/vendor/dkfds/fonts")],
        )  # fmt: skip
        assert pdf.startswith(b"%PDF")
        assert len(pdf) > 20_000


def declarations(selector: str) -> dict[str, str]:
    """What charts.css says of one class, with its variables filled in."""
    variables = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]+);", CSS[: CSS.index("container-type")]))
    found: dict[str, str] = {}
    screen = CSS[: CSS.index("/* Below a drawing")]
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", screen):
        names = selectors.replace("\n", " ").split(",")
        if selector in (name.strip().split(" ")[-1] for name in names):
            found |= dict(re.findall(r"([\w-]+): ([^;]+);", body))
    for name, value in found.items():
        known = re.fullmatch(r"var\((--[\w-]+)\)", value)
        found[name] = variables[known[1]] if known else value
    return found


def normal(value: str) -> str:
    """Colours and numbers as they are compared."""
    text = value.strip().lower()
    return "#ffffff" if text == "#fff" else text
