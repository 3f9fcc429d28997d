"""The executive group's meeting: an agenda of exceptions, and what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.design.days import written_day
from pejl.effects.models import Evaluation
from pejl.followup.models.reports import Report
from pejl.followup.models.rounds import LONGEST_NOTE, Round, RoundPart
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Element, Person
from pejl.strategy.models import FocusArea, Objective

LONGEST_TITLE = 80


def in_short(text: str) -> str:
    """A text as a title: on one line, and cut after a word, so that it is seen that it goes on."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line
    whole_words = line[:LONGEST_TITLE].rpartition(" ")[0] or line[: LONGEST_TITLE - 1]
    return whole_words.rstrip(" ,;:.–-") + "…"


class Meeting(RoundPart):
    """A meeting of the executive group in a round. Its minutes are those of its agenda's points."""

    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)

    tracked = ("round", "held_on", "place", "title", "is_example")

    class Meta:
        ordering = ["held_on"]

    def __str__(self) -> str:
        return self.title or f"{self.round} · {written_day(self.held_on)}"


class AgendaItem(RoundPart):
    """A point that the executive group must see, why, and what was said. Points come from Pejl and from people."""

    class Why(models.TextChoices):
        """What put it on the agenda."""

        OFF_COURSE = "off_course", _("Off course")
        DISAGREEMENT = "disagreement", _("Judgement and figures disagree")
        STALE = "stale", _("Stale or not reported")
        DECISION_WANTED = "decision_wanted", _("A decision is wanted")
        EFFECT = "effect", _("Newly documented effect")
        LAST_TIME = "last_time", _("Decided last time")
        OTHER = "other", _("Other")

    meeting = models.ForeignKey(
        Meeting, null=True, on_delete=models.SET_NULL, related_name="points"
    )
    """Empty while it waits for a meeting."""
    number = models.PositiveSmallIntegerField(default=1)
    why = models.CharField(max_length=16, choices=Why, default=Why.OTHER)
    title = models.CharField(_("point"), max_length=300)
    details = models.TextField(_("about it"), max_length=LONGEST_NOTE, blank=True)
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="points")
    evaluation = models.ForeignKey(
        Evaluation, null=True, on_delete=models.PROTECT, related_name="points"
    )
    decision = models.ForeignKey(
        "followup.Decision", null=True, on_delete=models.PROTECT, related_name="points"
    )
    """The earlier decision that is looked at again."""
    came_from = models.CharField(max_length=80, blank=True)
    """Says what put it there, so that the same thing is not put there twice."""
    minutes = models.TextField(_("minutes"), max_length=LONGEST_NOTE, blank=True)
    is_treated = models.BooleanField(_("treated"), default=False)

    tracked = (
        "round", "meeting", "number", "why", "title", "details", "report", "evaluation", "decision",
        "came_from", "minutes", "is_treated", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "came_from"], condition=~Q(came_from=""),
                name="a_point_comes_from_the_same_thing_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Decision(Element):
    """What was decided about one thing, why, and who does it by when. Never reworded: another replaces it."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("To be done")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Given up")

    number = models.PositiveIntegerField()
    """Counts within the municipality; said aloud as “B7”."""
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="decisions")
    point = models.ForeignKey(
        AgendaItem, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    initiative = models.ForeignKey(
        Initiative, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    objective = models.ForeignKey(
        Objective, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    focus_area = models.ForeignKey(
        FocusArea, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    text = models.TextField(_("decision"), max_length=2000)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    decided_on = models.DateField(_("decided on"), default=timezone.localdate)
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(
        Person, verbose_name=_("responsible"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    due_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    outcome = models.TextField(_("what became of it"), max_length=2000, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    concept = "decision"
    tracked = (
        "number", "round", "point", "initiative", "objective", "focus_area", "text", "reason",
        "decided_on", "recorded_by", "responsible", "due_on", "state", "outcome", "ended_on",
        "replaces", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="a_decision_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return in_short(self.text)

    @property
    def label(self) -> str:
        return f"B{self.number}"

    @property
    def scope_key(self) -> str:
        return str(self.round_id or self.pk)

    @property
    def is_overdue(self) -> bool:
        return (
            self.state == self.State.OPEN
            and self.due_on is not None
            and self.due_on < timezone.localdate()
        )
