"""Ways through many things: tables, pages, steps, search."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.tags.markup import attributes
from pejl.design.tags.markup import icon as draw_icon

register = template.Library()


@register.simple_block_tag
def table(
    content: SafeString,
    caption: str = "",
    headers: str | Sequence[str] = "",
    hide_caption: bool = False,
) -> SafeString:
    """A table with a caption and a head; the rows inside are ``<tr>``, each beginning with ``<th scope=row>``.

    ``headers`` is a list or words divided by ``|``. On a phone each row becomes a block with its heads repeated.
    """
    heads = headers.split("|") if isinstance(headers, str) else headers
    return format_html(
        '<div class="table--responsive-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="table table-md-responsive-headers"><caption{}>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        caption,
        SafeString(' class="sr-only"') if hide_caption else "",
        caption,
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads)),
        content,
    )


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[object], name: str = "side") -> SafeString:
    """Ways to the other pages of a long list; the rest of the address (filters, search) stays as it is."""
    pages = page.paginator.num_pages
    if pages < 2:
        return SafeString("")
    query = _query(context, name)

    def address(number: int) -> str:
        return f"?{urlencode([*query, (name, number)])}"

    here = page.number
    shown = sorted({1, *range(max(1, here - 1), min(pages, here + 1) + 1), pages})
    parts = [
        _arrow(address(here - 1), _("Previous page"), _("Previous"), "chevron-left")
        if here > 1
        else "",
        format_html(
            '<span class="pagination-mobile">{}</span>',
            _("Page %(here)d of %(pages)d") % {"here": here, "pages": pages},
        ),
        format_html('<ul class="pagination__items">{}</ul>', _numbers(shown, here, address)),
        _arrow(address(here + 1), _("Next page"), _("Next"), "chevron-right")
        if here < pages
        else "",
    ]
    return format_html(
        '<nav class="pagination d-print-none" aria-label="{}">{}</nav>',
        _("Pages"),
        format_html_join("", "{}", ((part,) for part in parts)),
    )


@register.simple_tag
def step_indicator(steps: Iterable[object], current: int) -> SafeString:
    """Where one is in something done in steps; a step is words, or has ``label`` and perhaps ``url``."""
    items = list(steps)
    return format_html(
        '<p class="step-subheading">{}</p><ol class="step-indicator pejl-steps">{}</ol>',
        _("Step %(current)d of %(total)d") % {"current": current, "total": len(items)},
        format_html_join(
            "", "{}", ((_step(item, number, current),) for number, item in enumerate(items, 1))
        ),
    )


@register.simple_tag
def search_field(
    url: str, value: str = "", label: str = "", name: str = "q", field_id: str = "search-field"
) -> SafeString:
    """A search that lands in the address, so that what was found can be shared and bookmarked."""
    return format_html(
        '<form class="search-form" role="search" aria-label="{2}" action="{0}" method="get">'
        '<div class="form-group search">'
        '<label for="{1}" class="sr-only">{2}</label>'
        '<input class="form-input" id="{1}" name="{3}" type="search" value="{4}" data-search>'
        '<button class="button button-search" type="submit">{5}</button></div></form>',
        url,
        field_id,
        label or _("Search"),
        name,
        value or "",
        _("Search"),
    )


def _query(context: Context, name: str) -> list[tuple[str, str]]:
    request = context.get("request")
    if not request:
        return []
    return [(key, one) for key, many in request.GET.lists() if key != name for one in many]


def _arrow(url: str, label: str, word: str, drawing: str) -> SafeString:
    pointing_back = drawing.endswith("left")
    return format_html(
        '<a href="{}" class="button button-arrow {}" aria-label="{}">{}{}{}</a>',
        url,
        "button-previous" if pointing_back else "button-next",
        label,
        draw_icon(drawing) if pointing_back else "",
        format_html('<span class="pagination-nav-link">{}</span>', word),
        "" if pointing_back else draw_icon(drawing),
    )


def _numbers(shown: list[int], here: int, address: Callable[[int], str]) -> SafeString:
    items: list[SafeString] = []
    before = 0
    for number in shown:
        if number > before + 1:
            items.append(
                format_html(
                    '<li class="pagination-item pagination-overflow"><span aria-hidden="true">…</span>'
                    '<span class="sr-only">{}</span></li>',
                    _("Pages left out"),
                )
            )
        items.append(
            format_html(
                '<li class="pagination-item pagination-number"><a href="{}" class="button {}" aria-label="{}"'
                "{}>{}</a></li>",
                address(number),
                "current-page" if number == here else "button-secondary",
                _("Page %(number)d") % {"number": number},
                attributes({"aria-current": "page" if number == here else ""}),
                number,
            )
        )
        before = number
    return format_html_join("", "{}", ((item,) for item in items))


def _step(item: object, number: int, current: int) -> SafeString:
    label, url = _label_and_url(item)
    here = number == current
    inner = format_html(
        '<span class="{}">{}</span><div><span class="step-title">{}</span></div>',
        "step-icon" if number < current else "step-number",
        draw_icon("check", label=_("Step done:"))
        if number < current
        else format_html("<span>{}</span>", number),
        label,
    )
    tag = "a" if url and not here else "div"
    link = attributes({"href": url if tag == "a" else "", "aria-current": "step" if here else ""})
    state = "current" if here else ("" if number < current else "disabled")
    return format_html(
        '<li class="{0}"><{1} class="step"{2}>{3}</{1}></li>', state, tag, link, inner
    )


def _label_and_url(item: object) -> tuple[str, str]:
    if isinstance(item, Mapping):
        return str(item["label"]), str(item.get("url") or "")
    return str(getattr(item, "label", item)), str(getattr(item, "url", "") or "")
