"""Forms: fields with label, hint and fault tied together, and the summary of faults on top."""

import datetime as dt
import re

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.tags.markup import attributes
from pejl.design.tags.markup import icon as draw_icon

register = template.Library()

_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?$")

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
"""Widgets that are several controls under one legend."""


@register.simple_tag
def error_summary(form: forms.BaseForm | None) -> SafeString:
    """Everything that is wrong with a form, first on the page, each fault a link to its field."""
    if not form or not form.errors:
        return SafeString("")
    faults = [("", fault) for fault in form.non_field_errors()]
    for name in form.errors:
        if name in form.fields:
            field = form[name]
            target = "" if field.is_hidden else focus_id(field)
            # A label that asks is a sentence of its own: “Hvorfor? Skriv …” and not “Hvorfor?: Skriv …”.
            label = str(field.label)
            named = label if label.endswith("?") else f"{label}:"
            faults += [(target, f"{named} {fault}") for fault in field.errors]
    items = format_html_join(
        "",
        "<li>{}</li>",
        (
            (format_html('<a href="#{}">{}</a>', at, fault) if at else fault,)
            for at, fault in faults
        ),
    )
    return format_html(
        '<div class="alert alert-error" role="alert" tabindex="-1" data-module="error-summary">'
        '{}<div class="alert-body"><h2 class="alert-heading">{}</h2>'
        '<ul class="alert-text nobullet-list">{}</ul></div></div>',
        draw_icon("error", label=_("Error"), classes="alert-icon"),
        _("Nothing was saved yet. Please correct this:"),
        items,
    )


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field of a form in the way the design system draws its kind."""
    widget = bound.field.widget
    if bound.is_hidden:
        return SafeString(bound.as_hidden())
    if isinstance(widget, GROUPS):
        return _group(bound)
    if isinstance(widget, forms.CheckboxInput):
        return _checkbox(bound)
    limit = _limit(bound)
    return format_html(
        '<div class="form-group{}{}"{}>{}{}{}{}</div>',
        " form-error" if bound.errors else "",
        " pejl-limit" if limit else "",
        attributes({"data-maxlength": limit}),
        format_html(
            '<label class="form-label" for="{}">{}{}</label>',
            field_id(bound),
            bound.label,
            _optional(bound),
        ),
        _hint_and_fault(bound),
        _control(bound, limit),
        _limit_words(bound, limit),
    )


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """All fields of a form in order, the hidden ones too."""
    return format_html_join("", "{}", ((field(bound),) for bound in form))


def field_id(bound: BoundField) -> str:
    """The id of the control, also in forms that were made without ids."""
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or f"id_{bound.html_name}")


def focus_id(bound: BoundField) -> str:
    """The id that a link in the error summary leads to: of a group, its first choice."""
    first = isinstance(bound.field.widget, GROUPS) and any(True for _choice in bound.subwidgets)
    return f"{field_id(bound)}_0" if first else field_id(bound)


def _control(bound: BoundField, limit: int | None) -> SafeString:
    widget = bound.field.widget
    choosing = isinstance(widget, forms.Select)
    # The browser would cut a paste off at maxlength without a word: the fault is told by the server instead.
    attrs: dict[str, str | bool] = {
        "id": field_id(bound),
        "class": "form-select" if choosing else "form-input",
        "maxlength": False,
        **_descriptions(bound, with_limit=bool(limit)),
    }
    if isinstance(widget, forms.Textarea):
        attrs["rows"] = _rows(widget)
        attrs["cols"] = False
    if isinstance(widget, (forms.DateInput, forms.DateTimeInput)):
        return _moment(bound, attrs)
    return SafeString(bound.as_widget(attrs=attrs))


def _rows(widget: forms.Textarea) -> str:
    """Six rows, unless the form asks for another number than Django's ten."""
    asked = str(widget.attrs.get("rows", ""))
    return "6" if asked in ("", "10") else asked


def _moment(bound: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """A day or a time, in the browser's own picker, which wants the value as 2026-11-23 whatever the language."""
    with_time = isinstance(bound.field.widget, forms.DateTimeInput)
    value, kind = bound.value(), "datetime-local" if with_time else "date"
    if isinstance(value, (dt.date, dt.datetime)):
        value = value.strftime("%Y-%m-%dT%H:%M" if with_time else "%Y-%m-%d")
    elif value and not _ISO.match(str(value)):
        kind = "text"  # the picker would throw away what the user wrote
    own = bound.field.widget.attrs | attrs
    own |= {"type": kind, "name": bound.html_name, "value": value, "class": "form-input pejl-date"}
    required = bound.field.required and bound.form.use_required_attribute
    return format_html("<input{}{}>", attributes(own), SafeString(" required") if required else "")


def _checkbox(bound: BoundField) -> SafeString:
    attrs: dict[str, str | bool] = {
        "id": field_id(bound),
        "class": "form-checkbox",
        **_descriptions(bound),
    }
    return format_html(
        '<div class="form-group{}">{}<div class="form-group-checkbox">{}'
        '<label class="form-label" for="{}">{}</label>{}</div></div>',
        " form-error" if bound.errors else "",
        _fault(bound),
        SafeString(bound.as_widget(attrs=attrs)),
        field_id(bound),
        bound.label,
        _hint(bound),
    )


def _group(bound: BoundField) -> SafeString:
    many = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    kind = "checkbox" if many else "radio"
    choices = format_html_join(
        "",
        '<div class="form-group-{0}">{1}<label class="form-label" for="{2}">{3}</label></div>',
        (
            (
                kind,
                SafeString(choice.tag(wrap_label=False)),
                choice.data["attrs"]["id"],
                choice.choice_label,
            )
            for choice in _choices(bound, kind)
        ),
    )
    return format_html(
        '<div class="form-group{}"><fieldset{}><legend class="form-label">{}{}</legend>{}{}</fieldset></div>',
        " form-error" if bound.errors else "",
        attributes({"aria-describedby": _descriptions(bound).get("aria-describedby")}),
        bound.label,
        _optional(bound),
        _hint_and_fault(bound),
        choices,
    )


def _choices(bound: BoundField, kind: str) -> list[forms.boundfield.BoundWidget]:
    choices = []
    for number, choice in enumerate(bound.subwidgets):
        own = choice.data["attrs"]
        own["id"] = f"{field_id(bound)}_{number}"
        own["class"] = f"form-{kind}"
        own.pop("aria-describedby", None)  # stands on the fieldset, once
        own.pop("aria-invalid", None)  # is not for one choice among several
        choices.append(choice)
    return choices


def _descriptions(bound: BoundField, with_limit: bool = False) -> dict[str, str | bool]:
    own = field_id(bound)
    told = [
        f"{own}-hint" if bound.help_text else "",
        f"{own}-error" if bound.errors else "",
        f"{own}-limit-message" if with_limit else "",
    ]
    described: dict[str, str | bool] = {"aria-describedby": " ".join(filter(None, told)) or False}
    if bound.errors:
        described["aria-invalid"] = "true"
    return described


def _hint_and_fault(bound: BoundField) -> SafeString:
    return format_html("{}{}", _hint(bound), _fault(bound))


def _hint(bound: BoundField) -> SafeString:
    if not bound.help_text:
        return SafeString("")
    return format_html(
        '<span class="form-hint" id="{}-hint">{}</span>', field_id(bound), bound.help_text
    )


def _fault(bound: BoundField) -> SafeString:
    if not bound.errors:
        return SafeString("")
    return format_html(
        '<span class="form-error-message" id="{}-error"><span class="sr-only">{} </span>{}</span>',
        field_id(bound),
        _("Error:"),
        " ".join(str(fault) for fault in bound.errors),
    )


def _optional(bound: BoundField) -> SafeString:
    """A form whose fields are asked for by what is answered says itself, in its class, that it marks none."""
    if bound.field.required or getattr(bound.form, "marks_no_optional", False):
        return SafeString("")
    return format_html('<span class="weight-normal"> ({})</span>', _("optional"))


def _limit(bound: BoundField) -> int | None:
    if not isinstance(bound.field.widget, forms.Textarea):
        return None
    return getattr(bound.field, "max_length", None)


def _limit_words(bound: BoundField, limit: int | None) -> SafeString:
    if not limit:
        return SafeString("")
    left = _("You have %(left)d characters left") % {"left": limit - len(str(bound.value() or ""))}
    return format_html(
        '<span id="{}-limit-message" class="sr-only">{}</span>'
        '<span class="form-hint character-limit" aria-hidden="true">{}</span>'
        '<span class="character-limit-sr-only sr-only" aria-live="polite"></span>',
        field_id(bound),
        _("You can write up to %(limit)d characters") % {"limit": limit},
        left,
    )
