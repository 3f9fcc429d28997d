"""The strategy and its parts."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pejl.organisation.actors import Actor
from pejl.organisation.models import Element, Person, Unit

LONGEST_TEXT = 20_000
"""Characters in one Markdown text; the seed's longest section has 3,000."""

_NUMBER = [MinValueValidator(1), MaxValueValidator(99)]


class StrategyQuerySet(models.QuerySet["Strategy"]):
    """Filters that name which strategies are meant."""

    def visible_to(self, actor: Actor) -> StrategyQuerySet:
        """Adopted and closed strategies are everyone's; a draft is for those who work here."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_member else here.exclude(status=Strategy.Status.DRAFT)

    def latest_first(self) -> StrategyQuerySet:
        return self.order_by("-starts_on", "-slug")


class Strategy(Element):
    """What a municipality will develop in a period. After adoption its text changes only with a trace."""

    class Status(models.TextChoices):
        """A strategy goes one way: it is drafted, adopted and in the end closed."""

        DRAFT = "draft", _("Draft")
        ADOPTED = "adopted", _("Adopted")
        CLOSED = "closed", _("Closed")

    slug = models.SlugField(
        _("address"), max_length=40, help_text=_("Usually the year, such as “2014”.")
    )
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    theme = models.CharField(_("running theme"), max_length=120, blank=True)
    theme_text = models.TextField(_("about the theme"), max_length=LONGEST_TEXT, blank=True)
    introduction = models.TextField(_("introduction"), max_length=LONGEST_TEXT, blank=True)
    responsible_body = models.CharField(
        _("who is responsible for carrying it out"), max_length=120, blank=True
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, editable=False)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    closed_on = models.DateField(null=True, editable=False)
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )

    objects = StrategyQuerySet.as_manager()

    concept = "strategy"
    tracked = (
        "slug", "title", "starts_on", "ends_on", "theme", "theme_text", "introduction",
        "responsible_body", "status", "adopted_on", "adopted_by", "closed_on", "predecessor",
        "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="a_strategy_address_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_strategy_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(adopted_on__isnull=False, adopted_at__isnull=False),
                name="an_adopted_strategy_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def period(self) -> str:
        """“2014”, or “2014–2016” for a strategy over several years."""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}–{last}"


class StrategyPart(Element):
    """Something that belongs to a strategy and shares its visibility and its change trail."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def scope_key(self) -> str:
        return str(self.strategy_id)


class Driver(StrategyPart):
    """Something in the surroundings that forces development, what it means, and what is done about it."""

    class Kind(models.TextChoices):
        """Where the pressure comes from (page 4 of the strategy)."""

        EXPECTATIONS = "expectations", _("Expectations of citizens and businesses")
        ECONOMY = "economy", _("Economy")
        PROFESSION_AND_TECHNOLOGY = "profession_and_technology", _("Profession and technology")
        POLITICS = "politics", _("Politics")

    class Stance(models.TextChoices):
        """Whether the surroundings can be influenced, or must be adapted to."""

        INFLUENCE = "influence", _("We influence")
        ADAPT = "adapt", _("We adapt")
        BOTH = "both", _("We do both")

    number = models.PositiveSmallIntegerField(validators=_NUMBER)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it means for us"), max_length=LONGEST_TEXT, blank=True)
    stance = models.CharField(_("influence or adapt"), max_length=10, choices=Stance)
    response = models.TextField(_("what we do"), max_length=LONGEST_TEXT, blank=True)

    concept = "driver"
    tracked = ("number", "kind", "title", "text", "stance", "response", "is_example")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="a_driver_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class FocusArea(StrategyPart):
    """A bearing for the value that the municipality wants to create, with its questions and objectives."""

    number = models.PositiveSmallIntegerField(validators=_NUMBER)
    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(
        _("short title"), max_length=80, blank=True, help_text=_("The wording in the figure.")
    )
    text = models.TextField(_("why"), max_length=LONGEST_TEXT, blank=True)
    responsible = models.ForeignKey(
        Person,
        verbose_name=_("responsible chief"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    responsible_is_example = models.BooleanField(default=False)

    aims: list[Objective]
    asked: list[Question]
    """Objectives and questions, where ``queries.focus_areas`` has put them beside."""

    concept = "focus_area"
    tracked = (
        "number", "title", "short_title", "text", "responsible", "responsible_is_example",
        "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="a_focus_area_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The wording for narrow places."""
        return self.short_title or self.title


class FocusAreaPart(StrategyPart):
    """Something numbered within a focus area."""

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="%(class)ss")
    number = models.PositiveSmallIntegerField(validators=_NUMBER)

    class Meta:
        abstract = True


class Question(FocusAreaPart):
    """A question that a focus area asks and the work is to answer."""

    text = models.CharField(_("question"), max_length=400)

    concept = "question"
    tracked = ("focus_area", "number", "text", "is_example")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area", "number"], name="a_question_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Objective(FocusAreaPart):
    """What is to be achieved within a focus area, and who answers for it. Here all evidence gathers."""

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what we want"), max_length=LONGEST_TEXT, blank=True)
    rationale = models.TextField(_("why we want it"), max_length=LONGEST_TEXT, blank=True)
    responsible = models.ForeignKey(
        Person,
        verbose_name=_("responsible chief"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    responsible_is_example = models.BooleanField(default=False)

    concept = "objective"
    tracked = (
        "focus_area", "number", "title", "text", "rationale", "responsible",
        "responsible_is_example", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area", "number"], name="an_objective_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The number people say aloud: “2.3”. Costs no query when the focus area is at hand."""
        return f"{self.focus_area.number}.{self.number}"


class CentreStrategy(StrategyPart):
    """What one centre contributes to a strategy; adopted by the centre's chief."""

    class Status(models.TextChoices):
        """A centre strategy is everyone's to read once its chief has adopted it."""

        DRAFT = "draft", _("Draft")
        ADOPTED = "adopted", _("Adopted")

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="centre_strategies"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="centre_strategies")
    introduction = models.TextField(_("introduction"), max_length=LONGEST_TEXT, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    adopted_on = models.DateField(null=True, editable=False)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    concept = "centre_strategy"
    tracked = ("unit", "introduction", "status", "adopted_on", "adopted_by", "is_example")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "unit"], name="a_centre_writes_one_strategy_per_strategy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.strategy}"


class Contribution(StrategyPart):
    """What a centre does for one focus area."""

    centre_strategy = models.ForeignKey(
        CentreStrategy, on_delete=models.CASCADE, related_name="contributions"
    )
    focus_area = models.ForeignKey(
        FocusArea, on_delete=models.CASCADE, related_name="contributions"
    )
    text = models.TextField(_("contribution"), max_length=LONGEST_TEXT, blank=True)

    concept = "contribution"
    tracked = ("centre_strategy", "focus_area", "text", "is_example")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_strategy", "focus_area"],
                name="a_centre_contributes_once_per_focus_area",
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre_strategy.unit} · {self.focus_area}"
