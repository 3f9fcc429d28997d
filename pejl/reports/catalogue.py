"""The Udviklingskatalog on paper and as a spreadsheet, from the content that the catalogue hands over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pejl.design.markdown import plain_text
from pejl.files.sheet import as_csv
from pejl.initiatives.queries.catalogue import CatalogueEntry
from pejl.initiatives.queries.editions import entries_of
from pejl.reports.typesetting import set_as_pdf

NEUTRAL = "#12436d"
"""The colour where the municipality has chosen none."""

LONGEST = 700
"""Characters of a summary or a learning that fit a printed entry; the page in Pejl has the rest."""


def catalogue_pdf(content: dict[str, Any]) -> bytes:
    """The catalogue with front page, contents, focus areas and centres, to print and hand out."""
    return set_as_pdf("catalogue.typ", _printed(content))


def _printed(content: dict[str, Any]) -> dict[str, Any]:
    """The content in the reader's language and in the words that stand on the paper."""
    entries = iter(entries_of(content))
    language = (get_language() or "da")[:2]
    return {
        "lang": language,
        "municipality": content["municipality"],
        "colour": content["colour"] or NEUTRAL,
        "title": content["title"],
        "day": _written(content["day"]),
        "version": _("Public version") if content["is_public"] else _("Internal version"),
        "counts": _counts(content["counts"]),
        "areas": [
            {
                "heading": area["heading"],
                "centres": [
                    {
                        "unit": centre["unit"],
                        "entries": [_entry(next(entries)) for _one in centre["entries"]],
                    }
                    for centre in area["centres"]
                ],
            }
            for area in content["areas"]
        ],
        "words": {
            "contents": _("Contents"),
            "learned": _("Learned last"),
            "example": _("Example"),
            "empty": _("Nothing stands in the catalogue yet."),
            "page": _("Page"),
        },
    }


def _counts(counts: dict[str, int]) -> list[str]:
    """“11 prejekter”, “14 projects”, “3 done at once”; what there is none of is left out."""
    words = {
        "prejekt": ngettext("%(count)d prejekt", "%(count)d prejekter", counts.get("prejekt", 0)),
        "project": ngettext("%(count)d project", "%(count)d projects", counts.get("project", 0)),
        "operation": ngettext(
            "%(count)d done at once", "%(count)d done at once", counts.get("operation", 0)
        ),
    }
    return [word % {"count": counts[kind]} for kind, word in words.items() if counts.get(kind)]


def _entry(entry: CatalogueEntry) -> dict[str, Any]:
    return {
        "label": entry.label,
        "title": entry.title,
        "kind": entry.kind_word,
        "state": entry.state_word,
        "is_example": entry.is_example,
        "line": entry.line,
        "summary": _shortened(entry.summary) if entry.summary != entry.line else "",
        "facts": _facts(entry),
        "learned": _shortened(entry.learned),
        "learned_day": _written(entry.learned_on),
    }


def _facts(entry: CatalogueEntry) -> list[list[str]]:
    """Label and value, as far as there is a value."""
    facts = [
        (_("Sponsor"), entry.sponsor),
        (_("Owner"), entry.owner),
        (_("Time box") if entry.kind == "prejekt" else _("Period"), _period(entry)),
        (_("Objectives"), "; ".join(entry.objectives)),
        (_("Also serves"), "; ".join(entry.also_serves)),
        (_("Looked at again on"), _written(entry.review_on)),
        (_("What would wake it"), entry.wakes_when),
    ]
    return [[label, value] for label, value in facts if value]


def _period(entry: CatalogueEntry) -> str:
    begins, ends = _written(entry.starts_on), _written(entry.ends_on)
    if begins and ends:
        return f"{begins} – {ends}"
    if ends:
        return _("until %(day)s") % {"day": ends}
    return _("from %(day)s") % {"day": begins} if begins else ""


def _written(iso: str) -> str:
    if not iso:
        return ""
    danish = (get_language() or "da").startswith("da")
    return date_format(date.fromisoformat(iso), "j. F Y" if danish else "j F Y")


def _shortened(text: str) -> str:
    words = plain_text(text).strip()
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def catalogue_csv(content: dict[str, Any]) -> bytes:
    """The catalogue as a spreadsheet, a row an entry."""
    internal = not content["is_public"]
    heads = [
        _("Number"), _("Kind"), _("State"), _("Title"), _("Question or goal"), _("Summary"),
        _("Focus areas"), _("Objectives"), _("Centre"), _("Begins"), _("Ends"), _("Example"),
    ]  # fmt: skip
    inside = [
        _("Sponsor"), _("Owner"), _("Learned last"), _("Learned on"), _("Looked at again on"),
        _("What would wake it"), _("Selected"), _("Public"),
    ]  # fmt: skip
    rows = [_cells(one) + (_inside(one) if internal else []) for one in entries_of(content)]
    return as_csv([heads + (inside if internal else []), *rows])


def _cells(one: CatalogueEntry) -> list[str]:
    return [
        one.label, one.kind_word, one.state_word, one.title, one.line, one.summary,
        "; ".join([one.area_heading, *one.also_serves] if one.areas else []),
        "; ".join(one.objectives), one.unit, one.starts_on, one.ends_on, _yes(one.is_example),
    ]  # fmt: skip


def _inside(one: CatalogueEntry) -> list[str]:
    return [
        one.sponsor, one.owner, one.learned, one.learned_on, one.review_on, one.wakes_when,
        _yes(one.is_selected), _yes(one.is_public),
    ]  # fmt: skip


def _yes(truth: bool) -> str:
    return str(_("yes") if truth else _("no"))
