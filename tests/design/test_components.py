"""Every component stands in the gallery and keeps the promises that axe cannot check."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from pejl.design.gallery import COMPONENTS, SampleForm, sample_data
from pejl.design.signs import SIGNS, UnknownState
from pejl.design.tags.markup import UnknownIcon
from pejl.design.templatetags.design import register
from tests.design.page import Page, render

INLINE = re.compile(r"<style|\sstyle=|\son\w+=|javascript:|data:", re.IGNORECASE)
NOT_FOR_THE_GALLERY = {"icon"}


@pytest.fixture(params=COMPONENTS, ids=lambda component: component.name)
def shown(request: pytest.FixtureRequest) -> str:
    """A page of the gallery as it is rendered."""
    template = get_template(request.param.template)
    return template.render(sample_data(), RequestFactory().get("/design/"))


def test_a_component_renders_without_anything_inline(shown: str) -> None:
    assert shown.strip()
    assert INLINE.search(shown) is None


def test_ids_are_unique_and_everything_pointed_to_is_there(shown: str) -> None:
    page = Page(shown)
    assert len(page.ids) == len(set(page.ids))
    assert page.references <= set(page.ids)


def test_every_control_is_labelled(shown: str) -> None:
    page = Page(shown)
    labelled = {label["for"] for label in page.all("label")}
    for control in page.all("input") + page.all("select") + page.all("textarea"):
        if control.get("type") != "hidden":
            assert control["id"] in labelled


def test_heads_of_tables_say_what_they_head(shown: str) -> None:
    page = Page(shown)
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))


def test_what_is_pressed_is_a_button_or_a_link_with_a_place(shown: str) -> None:
    page = Page(shown)
    assert all(link.get("href") for link in page.all("a"))
    assert not any("onclick" in attributes for _, attributes in page.elements)


def test_the_gallery_shows_every_tag() -> None:
    written = "".join(get_template(one.template).template.source for one in COMPONENTS)
    missing = {name for name in register.tags if f"{{% {name} " not in written.replace(" %", "  %")}
    assert missing == NOT_FOR_THE_GALLERY


def test_every_shared_template_begins_with_what_it_accepts() -> None:
    for name in ("page", "bare", "error", "components/header", "components/theme_figure"):
        source = get_template(f"design/{name}.html").template.source
        assert "{% comment %}" in source[:80]
        assert "ccepts" in source[:700]


class TestSigns:
    def test_no_two_states_share_shape_or_word(self) -> None:
        assert len({sign.path for sign in SIGNS.values()}) == len(SIGNS)
        assert len({str(sign.word) for sign in SIGNS.values()}) == len(SIGNS)

    @pytest.mark.parametrize("value", SIGNS)
    def test_a_state_is_said_in_a_word_and_drawn(self, value: str) -> None:
        html = render("{% state value %}", value=value)
        with translation.override("en"):
            assert str(SIGNS[value].word) in html
        assert SIGNS[value].path in html

    def test_another_word_may_stand_by_the_sign(self) -> None:
        assert "2 af 3 på kurs" in render("{% state 'on_course' word='2 af 3 på kurs' %}")

    def test_a_state_nobody_drew_is_a_fault(self) -> None:
        with pytest.raises(UnknownState):
            render("{% state 'splendid' %}")

    def test_an_icon_nobody_brought_is_a_fault(self) -> None:
        with pytest.raises(UnknownIcon):
            render("{% icon 'rocket' %}")

    def test_only_examples_are_marked_as_examples(self) -> None:
        assert "Example" in render("{% example_mark one %}", one={"is_example": True})
        assert render("{% example_mark one %}", one={"is_example": False}) == ""
        assert render("{% example_mark one %}", one=object()) == ""


class TestForms:
    def faulty(self) -> SampleForm:
        form = SampleForm({"title": "x" * 130, "decided_on": "i morgen", "text": "Noget"})
        form.add_error(None, "En anden har gemt imens.")
        return form

    def test_the_summary_leads_to_every_fault(self) -> None:
        form = self.faulty()
        page = Page(render("{% error_summary form %}{% fields form %}", form=form))
        targets = {link["href"].removeprefix("#") for link in page.all("a")}
        assert {"id_title", "id_influence_0", "id_responsible", "id_decided_on"} == targets
        assert targets <= set(page.ids)
        summary = page.elements[0][1]
        assert (summary["role"], summary["tabindex"]) == ("alert", "-1")

    def test_a_form_without_faults_has_no_summary(self) -> None:
        assert render("{% error_summary form %}{% error_summary none %}", form=SampleForm()) == ""

    def test_a_fault_and_a_hint_are_tied_to_their_field(self) -> None:
        field = Page(render("{% field form.title %}", form=self.faulty())).all("input")[0]
        assert field["aria-describedby"] == "id_title-hint id_title-error"
        assert field["aria-invalid"] == "true"

    def test_a_fault_of_a_group_is_tied_to_the_group(self) -> None:
        page = Page(render("{% field form.influence %}", form=self.faulty()))
        assert page.all("fieldset")[0]["aria-describedby"] == "id_influence-error"
        assert all("aria-invalid" not in choice for choice in page.all("input"))

    def test_what_was_written_stays_even_when_it_is_no_date(self) -> None:
        field = Page(render("{% field form.decided_on %}", form=self.faulty())).all("input")[0]
        assert (field["type"], field["value"]) == ("text", "i morgen")

    @pytest.mark.parametrize("language", ["da", "en"])
    def test_a_date_is_handed_to_the_picker_in_its_own_way(self, language: str) -> None:
        form = SampleForm(initial={"decided_on": dt.date(2014, 2, 1)})
        html = render("{% field form.decided_on %}", language=language, form=form)
        field = Page(html).all("input")[0]
        assert (field["type"], field["value"]) == ("date", "2014-02-01")

    def test_a_long_text_has_a_limit_that_does_not_cut_it_off(self) -> None:
        html = render("{% field form.text %}", form=self.faulty())
        assert 'data-maxlength="600"' in html
        assert 'maxlength="' not in html.replace("data-max", "")
        assert "595" in html

    def test_only_optional_fields_say_so(self) -> None:
        form = SampleForm()
        assert "optional" in render("{% field form.text %}", form=form)
        assert "optional" not in render("{% field form.title %}", form=form)

    def test_hidden_fields_come_along(self) -> None:
        hidden = Page(render("{% fields form %}", form=SampleForm())).all("input")[-1]
        assert (hidden["type"], hidden["name"], hidden["value"]) == ("hidden", "version", "3")

    def test_two_forms_on_a_page_share_no_id(self) -> None:
        class Small(forms.Form):
            name = forms.CharField()

        source = "{% fields one %}{% fields two %}"
        page = Page(render(source, one=Small(prefix="a"), two=Small(prefix="b")))
        assert len(page.ids) == len(set(page.ids))


class TestButtons:
    def test_a_post_button_sends_what_the_user_saw_and_asks_first(self) -> None:
        request = RequestFactory().get("/")
        source = "{% post_button 'Vedtag' '/vedtag/' confirm='Sikker?' version=3 %}"
        page = Page(render(source, request=request))
        assert page.all("form")[0]["data-confirm"] == "Sikker?"
        assert page.all("form")[0]["method"] == "post"
        names = [field["name"] for field in page.all("input")]
        assert names == ["csrfmiddlewaretoken", "version"]

    def test_the_first_of_a_list_has_no_way_up(self) -> None:
        html = render("{% move_buttons '' '/ned/' 'målsætning 1.1' %}")
        assert "Move målsætning 1.1 down" in html
        assert "up" not in html

    def test_further_attributes_are_written_with_dashes(self) -> None:
        html = render("{% link_button 'Ret' '/ret/' hx_get='/ret/' hx_target='#felt' %}")
        assert 'hx-get="/ret/"' in html
        assert 'hx-target="#felt"' in html


class TestLists:
    def test_other_pages_keep_the_filters(self) -> None:
        request = RequestFactory().get("/?centre=skoler&side=2&centre=dagtilbud")
        page = Paginator(range(120), 10).page(2)
        html = render("{% pagination page %}", page=page, request=request)
        assert "?centre=skoler&amp;centre=dagtilbud&amp;side=3" in html
        assert html.count('aria-current="page"') == 1

    def test_one_page_needs_no_ways_to_others(self) -> None:
        assert render("{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""

    def test_steps_tell_where_one_is(self) -> None:
        html = render("{% step_indicator steps 2 %}", steps=["Tema", "Fokusområder", "Klar"])
        assert "Step 2 of 3" in html
        assert html.count('aria-current="step"') == 1

    def test_same_titles_get_different_ids(self) -> None:
        one = "{% accordion title='Hvorfor' %}x{% endaccordion %}"
        page = Page(render(one + one))
        assert len(page.ids) == len(set(page.ids)) == 2


class TestWriting:
    @pytest.mark.parametrize(
        ("language", "day", "amount", "clock"),
        [
            ("da", "23. november 2026", "1.234,5", "14.05"),
            ("en", "23 November 2026", "1,234.5", "14:05"),
        ],
    )
    def test_dates_and_numbers_are_written_as_the_language_does(
        self, language: str, day: str, amount: str, clock: str
    ) -> None:
        moment = dt.datetime(2026, 11, 23, 13, 5, tzinfo=dt.UTC)
        assert day in render("{% date day %}", language=language, day=dt.date(2026, 11, 23))
        assert clock in render("{% date moment time=True %}", language=language, moment=moment)
        assert amount in render("{% number 1234.5 1 %}", language=language)

    def test_a_missing_number_is_never_a_nought(self) -> None:
        assert "0" not in render("{% number none %}")
        assert "no number" in render("{% number none %}")

    def test_a_conflict_shows_both_texts_whole(self) -> None:
        html = render("{% conflict mine 'deres' 'Målsætning 1.1' %}", mine="min <b>")
        assert "min &lt;b&gt;" in html
        assert "deres" in html
