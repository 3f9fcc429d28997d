"""What the gallery shows: the components of the room, and invented data to show them with."""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pejl.design.gallery_charts import sample_charts
from pejl.design.signs import ASSURANCE, EVIDENCE, SIGNS, VARIATION


@dataclass(frozen=True)
class Component:
    """One page of the gallery; its template stands under ``design/gallery/``."""

    name: str
    title: str | Promise
    use: str | Promise

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"design/gallery/{self.name}.html"


COMPONENTS = (
    Component(
        "figure",
        _("The figure of the strategy"),
        _("The theme in the middle, the focus areas around it, each a link with its state."),
    ),
    Component(
        "series",
        _("Series over time"),
        _("Values with their target, limits, signals and forecast, named where they stand."),
    ),
    Component(
        "sparkline", _("Small series"), _("A line and its latest value, for lists and bearings.")
    ),
    Component("bars", _("Bars"), _("Categories in the order given, with their uncertainty.")),
    Component(
        "funnel", _("Funnel plot"), _("Units compared with what chance allows, never ranked.")
    ),
    Component(
        "effects",
        _("Charts of an effect"),
        _("What was against what was expected, placebos, and what weighs in the comparison."),
    ),
    Component(
        "effect-chain",
        _("Effect chain"),
        _("From what is done to what comes of it, with what is assumed between."),
    ),
    Component(
        "bearing-signs",
        _("Signs of a bearing"),
        _("Chance or change, whether the target is met, how far an effect is proven."),
    ),
    Component(
        "state", _("Signs of state"), _("Word, shape and colour together, never colour alone.")
    ),
    Component(
        "marks", _("Badges and marks"), _("Example, public or internal, and other short words.")
    ),
    Component("buttons", _("Buttons and links"), _("One primary button a page; labels are verbs.")),
    Component(
        "forms", _("Form"), _("Label, hint and fault tied to the field; optional fields say so.")
    ),
    Component(
        "faults", _("Form with faults"), _("The summary comes first and links to each field.")
    ),
    Component("alerts", _("Alerts"), _("What one must know before reading on.")),
    Component("cards", _("Cards"), _("One thing among several; the whole card is the link.")),
    Component("folding", _("Accordion and details"), _("What most readers can skip.")),
    Component("structured-list", _("Structured list"), _("Facts about one thing.")),
    Component("table", _("Table"), _("Rows become blocks on a phone; every table has a caption.")),
    Component("empty-state", _("Empty state"), _("What belongs here, why, and the first step.")),
    Component(
        "markdown", _("Text that people write"), _("Markdown, made harmless on its way out.")
    ),
    Component(
        "diff", _("What was changed"), _("Word by word, with both full texts one press away.")
    ),
    Component("conflict", _("Two versions"), _("When somebody else saved first, nothing is lost.")),
    Component(
        "move", _("Moving in a list"), _("Up and down by buttons that also work without a mouse.")
    ),
    Component("steps", _("Steps"), _("Where one is in something done in steps.")),
    Component("pagination", _("Pages"), _("Ways through a long list that keep the filters.")),
    Component("search", _("Search"), _("A search that lands in the address.")),
    Component("dates", _("Dates and numbers"), _("Written as the reader's language writes them.")),
)


@dataclass(frozen=True)
class Sector:
    """One focus area in the figure."""

    number: str
    title: str
    url: str
    state: str
    state_word: str = ""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """What the figure is drawn from."""

    theme: str
    title: str
    description: str
    url: str = "#"
    sectors: list[Sector] = field(default_factory=list)


_TITLES = (
    ("Involvering", "on_course", "3 målsætninger"),
    ("Leverandørsamarbejde", "needs_attention", "3 målsætninger, 1 kræver opmærksomhed"),
    ("Produktivitetsforbedringer", "no_data", "3 målsætninger"),
    ("Kerneopgaven i forandring", "stale", "3 målsætninger, sidst fulgt op i april"),
    ("Velfærdsteknologi og digitale løsninger til borgerne", "off_course", ""),
    ("Udviklingsstrategi for sundhed", "not_started", "2 målsætninger"),
    ("Bæredygtighed", "done", "1 målsætning"),
    ("Erhverv, uddannelse og lokal vækst", "paused", "4 målsætninger"),
)


def sample_figure(sectors: int = 4) -> Figure:
    """A figure with as many focus areas as asked for, from one to eight."""
    return Figure(
        theme="Innovation i praksis",
        title="Udviklingsstrategi 2014",
        description="Temaet i midten og fokusområderne omkring det.",
        sectors=[
            Sector(str(number), title, f"#fokus-{number}", state, note=note)
            for number, (title, state, note) in enumerate(_TITLES[:sectors], 1)
        ],
    )


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Titel", max_length=120, help_text="Kort og i almindelige ord.")
    text = forms.CharField(
        label="Begrundelse", widget=forms.Textarea, max_length=600, required=False
    )
    influence = forms.ChoiceField(
        label="Påvirke eller tilpasse",
        choices=[("a", "Påvirke"), ("b", "Tilpasse")],
        widget=forms.RadioSelect,
    )
    centres = forms.MultipleChoiceField(
        label="Centre",
        choices=[("1", "Center for Børn & Familier"), ("2", "Center for Dagtilbud & Skoler")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    responsible = forms.ChoiceField(
        label="Ansvarlig", choices=[("", "Vælg"), ("1", "Centerchef"), ("2", "Direktør")]
    )
    decided_on = forms.DateField(label="Vedtaget den", required=False, widget=forms.DateInput)
    public = forms.BooleanField(label="Alle kan læse dette", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


def sample_data() -> dict[str, object]:
    """Everything the gallery's templates refer to."""
    faulty = SampleForm({"title": "For lang " * 20, "decided_on": "i morgen"})
    faulty.add_error(None, "En anden har gemt imens.")
    return {
        **sample_charts(),
        "states": list(SIGNS),
        "variations": list(VARIATION),
        "assurances": list(ASSURANCE),
        "grades": list(EVIDENCE),
        "figure": sample_figure(),
        "figures": [sample_figure(count) for count in (1, 3, 7, 8)],
        "form": SampleForm(initial={"decided_on": dt.date(2014, 2, 1)}),
        "faulty": faulty,
        "element": SimpleNamespace(is_example=True),
        "page": Paginator(range(120), 10).page(5),
        "steps": [
            SimpleNamespace(label="Udviklingsstrategi", url="#"),
            SimpleNamespace(label="Fokusområder", url=""),
            SimpleNamespace(label="Målsætninger", url=""),
        ],
        "day": dt.date(2026, 11, 23),
        "moment": dt.datetime(2026, 11, 23, 13, 5, tzinfo=dt.UTC),
        "amount": 1234.5,
        "long_text": "# Hvorfor\n\nVi vil **prøve noget nyt** sammen med [borgerne](https://example.org).\n\n"
        "- i bredden\n- i dybden\n\n| Form | Antal |\n|---|---|\n| Temamøde | 3 |\n",
        "old": "Vi inddrager flere borgere i opgaven, inden året er omme.",
        "new": "Vi inddrager flere borgere, brugere og virksomheder i opgaven i 2014.",
    }
