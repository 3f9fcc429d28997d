"""The words of a report that every format has: its headings, and the labelled texts of a judgement."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.design.days import written_day
from pejl.reports.followup.parts import Count, Decision, Figure, Judgement, RoundReport, Seal, Stand

SHAPES = {
    "on_course": "●", "needs_attention": "▲", "off_course": "◆", "not_started": "○", "paused": "‖",
    "done": "✓", "stopped": "■", "stale": "◌", "no_data": "–",
}  # fmt: skip
"""The shape of each sign as a character, for programs in which the drawn one cannot stand in a line."""
COLOURS = {
    "on_course": "#14713d", "needs_attention": "#b45309", "off_course": "#a31621", "not_started": "#545454",
    "paused": "#1d5b9b", "done": "#1d5b9b", "stopped": "#3d3d3d", "stale": "#6b4a8f", "no_data": "#545454",
}  # fmt: skip
"""The same as on pages (``static/design/pejl.css``); each can be read on white."""


def signed_word(stand: Stand) -> str:
    """Shape and word: “▲ Needs attention”."""
    return f"{SHAPES[stand.status]} {stand.word}"


def day(when: date | None) -> str:
    return written_day(when) if when else ""


def period(report: RoundReport) -> str:
    return f"{day(report.starts_on)} – {day(report.ends_on)}"


def heading(report: RoundReport) -> str:
    """The round, and the part of it that the report tells of."""
    return f"{report.title} · {report.part}" if report.part else report.title


def kind_words(report: RoundReport) -> str:
    """What sort of report it is."""
    return {
        "whole": _("The whole round, for %(group)s"),
        "focus_area": _("One %(focus_area)s"),
        "unit": _("One unit"),
        "public": _("Public version"),
        "summary": _("Summary"),
    }[report.kind] % {
        "group": report.words["executive_group"],
        "focus_area": report.words["focus_area"],
    }


def state_of_the_report(report: RoundReport) -> str:
    """Who signed the round when, or that nobody has yet."""
    if report.seal is None:
        return _("Not signed. It tells how things stood on %(day)s.") % {"day": day(report.told_on)}
    if not report.seal.by:
        return _("Signed on %(day)s.") % {"day": day(report.seal.signed_on)}
    return _("Signed on %(day)s by %(name)s.") % {
        "day": day(report.seal.signed_on),
        "name": report.seal.by,
    }


def place_in_chain(seal: Seal) -> str:
    return _("No. %(number)d in the municipality's chain of records") % {"number": seal.number}


def who_may_read(report: RoundReport) -> str:
    if report.is_public:
        return _("Without names, minutes, decisions and internal notes.")
    return _("Internal: for those who work in the municipality.")


def texts_of(judgement: Judgement) -> list[tuple[str, str]]:
    """What was written, each with its label, as far as something was."""
    told = (
        (_("What is the case"), judgement.fact),
        (_("Why"), judgement.cause),
        (_("What we do about it"), judgement.remedy),
        (_("Next milestone"), judgement.next_milestone),
        (_("Decision wanted"), judgement.decision_wanted),
        (_("Why the judgement differs from the figures"), judgement.disagreement),
    )
    return [(label, text) for label, text in told if text]


def notes_of(judgement: Judgement) -> list[str]:
    """What else is to be known of it, in short lines."""
    notes = []
    if judgement.judged_as:
        notes.append(_("judged as %(word)s") % {"word": judgement.judged_as})
    if judgement.forecast_on:
        notes.append(_("expected to be done on %(day)s") % {"day": day(judgement.forecast_on)})
    if judgement.suggested:
        notes.append(_("The figures suggested: %(word)s") % {"word": judgement.suggested})
    if judgement.disagrees:
        notes.append(_("Judgement and figures disagree"))
    return notes


def told_by(judgement: Judgement) -> str:
    """Who answers for it, and who confirmed it when."""
    owner = judgement.owner or _("Nobody owns it")
    parts = [
        _("Owner: %(name)s") % {"name": judgement.owner} if judgement.owner else owner,
        judgement.unit,
    ]
    if judgement.confirmed_on:
        parts.append(
            _("confirmed on %(day)s by %(name)s")
            % {"day": day(judgement.confirmed_on), "name": judgement.confirmed_by}
        )
    else:
        parts.append(_("not confirmed"))
    return " · ".join(filter(None, parts))


def facts_of(decision: Decision) -> str:
    """When, who, by when, and what became of it, on one line."""
    parts = [day(decision.decided_on)]
    if decision.responsible:
        parts.append(_("Responsible: %(name)s") % {"name": decision.responsible})
    if decision.due_on:
        parts.append(_("by %(day)s") % {"day": day(decision.due_on)})
    return " · ".join([*filter(None, parts), decision.state])


def caption_of(figure: Figure) -> str:
    return _("Figure %(number)d") % {"number": figure.number} + f". {figure.title}"


def against_path(figure: Figure) -> str:
    """The latest value, and what the path says where there is one."""
    if not figure.latest:
        return _("No figures yet")
    if not figure.path:
        return figure.latest
    return f"{figure.latest} ({_('the path says %(path)s') % {'path': figure.path}})"


def gaps_of(count: Count) -> list[str]:
    """How much of a level is not to be leaned on."""
    told = (
        (
            count.reports - count.confirmed,
            ngettext("%(n)d not confirmed", "%(n)d not confirmed", count.reports - count.confirmed),
        ),
        (count.stale, ngettext("%(n)d stale", "%(n)d stale", count.stale)),
        (
            count.unowned,
            ngettext("%(n)d without an owner", "%(n)d without an owner", count.unowned),
        ),
        (
            count.disagreeing,
            ngettext(
                "%(n)d where judgement and figures disagree",
                "%(n)d where judgement and figures disagree",
                count.disagreeing,
            ),
        ),
    )
    return [words % {"n": number} for number, words in told if number]


def added_later(report: RoundReport) -> str:
    """For those who may not read what was added."""
    if not report.added_later or report.additions:
        return ""
    return ngettext(
        "Something was added to the record later. Ask the municipality.",
        "%(counter)d things were added to the record later. Ask the municipality.",
        report.added_later,
    ) % {"counter": report.added_later}


def opened(text: str) -> str:
    """A text whose first letter is large, as the first of a heading."""
    return text[:1].upper() + text[1:]
