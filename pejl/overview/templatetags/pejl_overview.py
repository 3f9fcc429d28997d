"""Small pieces that only the overview's pages use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.charts.data import SeriesChart
from pejl.design.tags.actions import function_link
from pejl.indicators.queries.series import Reading

register = template.Library()


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds for a key, or nothing."""
    return found.get(key, ())


@register.simple_tag
def changed_mark(changed: Mapping[str, int], element: Any) -> SafeString:
    """Says that a part was changed after adoption."""
    if not changed.get(str(element.pk)):
        return SafeString("")
    return format_html(' <span class="pejl-quiet">({})</span>', _("changed after adoption"))


@register.simple_tag
def chart_of(municipality: Any, reading: Reading, may_see_rows: bool) -> SeriesChart:
    """A figure's chart; for those who may see them, with the way from each number to its rows."""
    if not may_see_rows:
        return reading.chart
    place = [municipality.slug, reading.indicator.number, "PERIOD"]
    return reading.chart_with_rows(reverse("indicators:rows", args=place).replace("PERIOD", "{}"))


@register.simple_tag
def responsibility_link(municipality: Any, element: Any) -> SafeString:
    """A link to a focus area or objective that somebody answers for."""
    slug, strategy = municipality.slug, element.strategy.slug
    if element.concept == "objective":
        url = reverse("overview:objective", args=[slug, strategy, element.label])
        return format_html('<a href="{}">{} {}</a>', url, element.label, element.title)
    url = reverse("overview:focus_area", args=[slug, strategy, element.number])
    return format_html('<a href="{}">{}. {}</a>', url, element.number, element.title)


@register.simple_tag
def edit_link(label: str, url: str, element: Any) -> SafeString:
    """Opens the form where one reads; without JavaScript it is a link to the page with the form."""
    place = f"#part-{element.pk}"
    return function_link(
        label, url, icon="edit", hx_get=url, hx_target=place, hx_select=place, hx_swap="outerHTML"
    )


class DayForm(forms.Form):
    """The day on which a strategy is to be shown as it was."""

    dag = forms.DateField(widget=forms.DateInput)

    def __init__(self, day: Any = None) -> None:
        super().__init__(initial={"dag": day}, auto_id="id_%s")
        self.fields["dag"].label = _("Show the strategy as it was on")


@register.simple_tag
def day_form(day: Any = None) -> DayForm:
    return DayForm(day or None)
