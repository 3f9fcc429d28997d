"""What no schema can say of indicators and effects: that numbers can be read, and names lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from pejl.exchange.faults import Fault, quoted
from pejl.exchange.references import Folder, aims, leads_somewhere, used_once
from pejl.exchange.shape import Entry, words_of
from pejl.indicators.measuring import measures
from pejl.indicators.reading.numbers import read_number
from pejl.indicators.reading.periods import is_period
from pejl.indicators.reading.refusals import FigureRefusal

BETWEEN = ";"


def number_in(text: str) -> Decimal | None:
    """A number as Danes write it; nothing where nothing is known. Raises ``FigureRefusal`` when it is none."""
    read = read_number(text, decimal=",")
    return None if read is None else read.value


def amounts_in(text: str) -> list[str]:
    """The values of a series, each as it stands in the file."""
    return [one.strip() for one in text.split(BETWEEN)] if text.strip() else []


def figure_references(folder: Folder) -> Iterator[Fault]:
    """Indicators, chains, evaluations and learning name people, units, objectives, initiatives and each other."""
    yield from used_once(folder.indicators, "key")
    for indicator in folder.indicators:
        yield from _indicator(folder, indicator)
    yield from _effects(folder)
    yield from _rounds(folder)


def _indicator(folder: Folder, indicator: Entry) -> Iterator[Fault]:
    units = {unit.fields["slug"] for unit in folder.units}
    people = {person.fields["key"] for person in folder.people}
    initiatives = {one.fields["key"] for one in folder.initiatives}
    yield from leads_somewhere(indicator, "unit", units, "units.yaml")
    yield from leads_somewhere(indicator, "owner", people, "people.yaml")
    yield from aims(indicator, "objectives", folder)
    for key in words_of(indicator.fields["initiatives"]):
        if key not in initiatives:
            found = _("found in %(file)s") % {"file": "catalogue.yaml"}
            yield indicator.fault("initiatives", quoted(key), found)
    is_computed = indicator.fields["source"] == "computed"
    if is_computed and indicator.fields["measure"] not in measures():
        expected = _("a measure that Pejl knows")
        yield indicator.fault("measure", quoted(indicator.fields["measure"]), expected)
    for key in ("baseline", "tolerance"):
        yield from _number(indicator, key)
    for target in indicator.parts["targets"]:
        yield from _number(target, "value")
    for series in indicator.parts["series"]:
        yield from leads_somewhere(series, "unit", units, "units.yaml")
        yield from _series(series)
    for step in indicator.parts["steps"]:
        yield from leads_somewhere(step, "accepted_by", people, "people.yaml")


def _number(entry: Entry, key: str) -> Iterator[Fault]:
    if not entry.fields[key]:
        return
    try:
        number_in(entry.fields[key])
    except FigureRefusal:
        yield entry.fault(key, quoted(entry.fields[key]), _("a number such as 61,5"))


def _series(series: Entry) -> Iterator[Fault]:
    if not is_period(series.fields["first"]):
        expected = _("a period such as 2012, 2012K1 or 2012M01")
        yield series.fault("first", quoted(series.fields["first"]), expected)
    for key in ("amounts", "denominators"):
        for amount in amounts_in(series.fields[key]):
            try:
                number_in(amount)
            except FigureRefusal:
                yield series.fault(key, quoted(amount), _("a number such as 61,5"))
    counts = [len(amounts_in(series.fields[key])) for key in ("amounts", "denominators")]
    if counts[1] and counts[0] != counts[1]:
        yield series.fault(
            "denominators", str(counts[1]), _("one for each of the %d values") % counts[0]
        )


def _effects(folder: Folder) -> Iterator[Fault]:
    people = {person.fields["key"] for person in folder.people}
    units = {unit.fields["slug"] for unit in folder.units}
    indicators = {one.fields["key"] for one in folder.indicators}
    initiatives = {one.fields["key"] for one in folder.initiatives}
    evaluations = {one.fields["key"] for one in folder.evaluations}
    yield from used_once(folder.evaluations, "key")
    yield from used_once(folder.learnings, "key")
    steps = [step for chain in folder.chains for step in chain.parts["steps"]]
    for entry in (*folder.chains, *folder.expectations, *folder.evaluations, *folder.learnings):
        yield from leads_somewhere(entry, "initiative", initiatives, "catalogue.yaml")
    for entry in (*steps, *folder.expectations, *folder.evaluations, *folder.learnings):
        yield from leads_somewhere(entry, "indicator", indicators, "indicators.yaml")
    for expectation in folder.expectations:
        yield from _number(expectation, "change")
    for learning in folder.learnings:
        yield from leads_somewhere(learning, "evaluation", evaluations, "effects.yaml")
        yield from leads_somewhere(learning, "responsible", people, "people.yaml")
        yield from leads_somewhere(learning, "unit", units, "units.yaml")
        yield from aims(learning, "objective", folder)


def _rounds(folder: Folder) -> Iterator[Fault]:
    """What is reported on and decided about must be in the folder, and so must those who say so."""
    yield from used_once(folder.rounds, "slug")
    people = {person.fields["key"] for person in folder.people}
    areas = folder.strategy.parts["focus_areas"]
    known = {one.fields["key"] for one in folder.initiatives}
    known |= {str(area.fields["number"]) for area in areas}
    known |= {
        f"{area.fields['number']}.{aim.fields['number']}"
        for area in areas
        for aim in area.parts["objectives"]
    }
    for told in folder.rounds:
        yield from leads_somewhere(told, "signed_by", people, "people.yaml")
        for part in told.parts["reports"]:
            yield from leads_somewhere(part, "said_by", people, "people.yaml")
        for part in told.parts["decisions"]:
            yield from leads_somewhere(part, "responsible", people, "people.yaml")
        for part in (*told.parts["reports"], *told.parts["decisions"]):
            yield from leads_somewhere(part, "about", known, "strategy.yaml")
