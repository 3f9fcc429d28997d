"""A report as PDF: what typst sets, from the report's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pejl.design.charts.kinds import said, svg
from pejl.design.charts.plot import Frame
from pejl.design.colour import readable_on_white
from pejl.design.signs import SIGNS
from pejl.reports.catalogue import NEUTRAL
from pejl.reports.followup import wording
from pejl.reports.followup.parts import (
    Aim,
    Area,
    Count,
    Decision,
    Figure,
    Judgement,
    Meeting,
    RoundReport,
    Stand,
    Undertaking,
)
from pejl.reports.followup.texts import blocks
from pejl.reports.typesetting import set_as_pdf

Plain = dict[str, Any]
PAPER = Frame("paper", 680, 250, 160, 6)
"""As wide as on a desk and lower, so that a figure stands on the page with what it is about."""


def pdf(report: RoundReport) -> bytes:
    """The report with front page, contents and numbered figures; the summary on one page."""
    template = "followup_summary.typ" if report.kind == "summary" else "followup.typ"
    return set_as_pdf(template, printed(report))


def printed(report: RoundReport) -> Plain:
    """All that stands on the paper."""
    return {
        "lang": (get_language() or "da")[:2],
        "municipality": report.municipality,
        "colour": readable_on_white(report.colour or NEUTRAL),
        "logo": list(report.logo or b""),
        "strategy": report.strategy,
        "title": report.title,
        "part": report.part,
        "name": wording.heading(report),
        "kind": wording.kind_words(report),
        "period": wording.period(report),
        "day": wording.day(report.told_on),
        "state": wording.state_of_the_report(report),
        "readers": wording.who_may_read(report),
        "is_signed": report.seal is not None,
        "is_example": report.is_example,
        "is_public": report.is_public,
        "seal": _seal(report),
        "counts": [_count(one) for one in report.counts],
        "areas": [_area(one, report) for one in report.areas],
        "elsewhere": [_undertaking(one) for one in report.elsewhere],
        "wanted": [
            {"about": one.about, "text": _blocks(one.text), "owner": one.owner}
            for one in report.wanted
        ],
        "decisions": [_decision(one) for one in report.decisions],
        "meetings": [_meeting(one) for one in report.meetings],
        "additions": [
            {
                "about": one.about or _("The record as a whole"),
                "text": _blocks(one.text),
                "by": f"{one.by}, {wording.day(one.added_on)}",
            }
            for one in report.additions
        ],
        "added_later": wording.added_later(report),
        "signs": {name: _sign(name) for name in wording.SHAPES},
        "words": _words(report),
    }


def _words(report: RoundReport) -> dict[str, str]:
    objective = wording.opened(report.words["objective"])
    return {
        "contents": _("Contents"),
        "example": _("Example"),
        "page": _("Page"),
        "standing": _("How it stands"),
        "objective": objective,
        "objectives": wording.opened(report.words["objectives"]),
        "status": _("Status"),
        "effort": _("Effort"),
        "effect": _("Effect"),
        "certainty": _("Certainty"),
        "initiatives": _("Initiatives"),
        "initiative": _("Initiative"),
        "number": _("No."),
        "unit": _("Unit"),
        "next": _("Next milestone"),
        "elsewhere": _("Other initiatives"),
        "wanted": _("Decisions wanted"),
        "decisions": _("Decisions"),
        "decided": _("What was decided"),
        "nothing_decided": _("Nothing was decided."),
        "nothing_wanted": _("No decision is wanted."),
        "minutes": _("Minutes"),
        "additions": _("Added to the record later"),
        "record": _("The record"),
        "figures": _("Figures"),
        "level": _("Level"),
        "reports": _("Reports"),
        "how_they_stand": _("How they stand"),
        "to_be_noted": _("To be noted"),
        "not_asked": _("The round asked for no report on this."),
        "not_treated": _("not treated"),
        "reason": _("Reason"),
        "outcome": _("What became of it"),
        "what_it_says": _("What the figures say"),
        "nothing": _("There is nothing to report on."),
    }


def _seal(report: RoundReport) -> Plain | None:
    if report.seal is None:
        return None
    return {
        "number": wording.place_in_chain(report.seal),
        "digest": f"SHA-256: {report.seal.digest}",
    }


def _sign(name: str) -> str:
    """The sign as a picture of its own."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">'
        f'<path fill="{wording.COLOURS[name]}" fill-rule="evenodd" d="{SIGNS[name].path}"/></svg>'
    )


def _stand(stand: Stand) -> Plain:
    return {"sign": stand.status, "word": stand.word}


def _blocks(text: str) -> list[Plain]:
    return [{"text": one.text, "mark": one.mark, "strong": one.is_heading} for one in blocks(text)]


def _count(count: Count) -> Plain:
    return {
        "level": wording.opened(count.level),
        "reports": str(count.reports),
        "stands": [[_stand(stand), str(number)] for stand, number in count.stands],
        "gaps": "; ".join(wording.gaps_of(count)),
    }


def _judgement(judgement: Judgement | None, *, is_public: bool) -> Plain | None:
    if judgement is None:
        return None
    return {
        "stand": _stand(judgement.stand),
        "notes": wording.notes_of(judgement),
        "texts": [[label, _blocks(text)] for label, text in wording.texts_of(judgement)],
        "by": "" if is_public else wording.told_by(judgement),
    }


def _area(area: Area, report: RoundReport) -> Plain:
    return {
        "label": area.label,
        "heading": f"{wording.opened(report.words['focus_area'])} {area.label}: {area.title}",
        "title": area.title,
        "is_example": area.is_example,
        "responsible": area.responsible,
        "judgement": _judgement(area.judgement, is_public=report.is_public),
        "aims": [_aim(one, report.is_public) for one in area.aims],
        "initiatives": [_undertaking(one) for one in area.initiatives],
        "decisions": [_decision(one) for one in area.decisions],
    }


def _aim(aim: Aim, is_public: bool) -> Plain:
    bearing = aim.bearing
    return {
        "label": aim.label,
        "title": aim.title,
        "is_example": aim.is_example,
        "judgement": _judgement(aim.judgement, is_public=is_public),
        "bearing": None
        if bearing is None
        else {
            "effort": _stand(bearing.effort),
            "effort_words": bearing.effort_words,
            "effect": _stand(bearing.effect),
            "certainty": bearing.certainty,
        },
        "figures": [_figure(one) for one in aim.figures],
    }


def _figure(figure: Figure) -> Plain:
    told = {
        "caption": wording.caption_of(figure),
        "title": figure.title,
        "stand": _stand(figure.stand),
        "value": wording.against_path(figure),
        "sentence": figure.sentence,
        "is_example": figure.is_example,
        "again": "",
        "svg": "",
        "alt": "",
    }
    if figure.is_again and figure.number:
        return told | {"again": _("See figure %(number)d.") % {"number": figure.number}}
    if not figure.number:
        return told
    return told | {"svg": svg(figure.chart, PAPER), "alt": said(figure.chart)}


def _undertaking(one: Undertaking) -> Plain:
    judgement = one.judgement
    return {
        "label": one.label,
        "title": one.title,
        "is_example": one.is_example,
        "about": " · ".join(filter(None, [one.kind, one.state, ", ".join(one.objectives)])),
        "unit": one.unit,
        "stand": _stand(judgement.stand) if judgement else None,
        "notes": wording.notes_of(judgement) if judgement else [],
        "fact": _blocks(judgement.fact) if judgement else [],
        "more": _more(judgement) if judgement else [],
        "owner": judgement.owner if judgement else "",
        "next": judgement.next_milestone if judgement else "",
    }


def _more(judgement: Judgement) -> list[Any]:
    """What is said of an initiative besides what its row and its first paragraph say."""
    rest = replace(judgement, fact="", next_milestone="")
    return [[label, _blocks(text)] for label, text in wording.texts_of(rest)]


def _decision(one: Decision) -> Plain:
    return {
        "label": one.label,
        "about": one.about,
        "text": _blocks(one.text),
        "reason": one.reason,
        "facts": wording.facts_of(one),
        "outcome": one.outcome,
    }


def _meeting(meeting: Meeting) -> Plain:
    held = wording.day(meeting.held_on) or _("Waits for a meeting")
    return {
        "heading": " · ".join(filter(None, [held, meeting.title, meeting.place])),
        "points": [
            {
                "heading": f"{one.number}. {one.title}",
                "why": " · ".join(filter(None, [one.why, one.about])),
                "details": _blocks(one.details),
                "minutes": _blocks(one.minutes),
                "is_treated": one.is_treated,
            }
            for one in meeting.points
        ],
    }
