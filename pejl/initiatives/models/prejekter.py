"""What only a prejekt has: a question, what is known and not known, what was tried, options, gates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.initiatives.models.initiatives import Initiative, InitiativePart
from pejl.organisation.models import Person
from pejl.strategy.models import LONGEST_TEXT

LONGEST_NOTE = 4000


class Prejekt(InitiativePart):
    """The exploration itself: an open question in place of a goal, a time box in place of a plan."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="prejekt")
    question = models.CharField(
        _("exploration question"), max_length=300,
        help_text=_("One open question, such as “How can we …?”"),
    )  # fmt: skip
    occasion = models.TextField(_("occasion"), max_length=LONGEST_NOTE, blank=True)
    affected = models.TextField(_("who is affected"), max_length=LONGEST_NOTE, blank=True)
    hours = models.PositiveIntegerField(_("budget of attention, hours"), null=True, blank=True)
    amount = models.DecimalField(
        _("budget, kr."), max_digits=12, decimal_places=2, null=True, blank=True
    )

    concept = "prejekt"
    tracked = ("initiative", "question", "occasion", "affected", "hours", "amount")

    def __str__(self) -> str:
        return self.question


class Known(InitiativePart):
    """Something the prejekt knows, from where, and how surely."""

    class Confidence(models.TextChoices):
        """How much one would bet on it."""

        LOW = "low", _("Low confidence")
        MEDIUM = "medium", _("Medium confidence")
        HIGH = "high", _("High confidence")

    text = models.TextField(_("what we know"), max_length=LONGEST_NOTE)
    source = models.CharField(_("from where"), max_length=300, blank=True)
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.MEDIUM
    )
    answers = models.ForeignKey(
        "initiatives.Unknown", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    noted_on = models.DateField(default=timezone.localdate)

    tracked = ("initiative", "text", "source", "confidence", "answers", "noted_on", "is_example")

    class Meta:
        ordering = ["noted_on", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Unknown(InitiativePart):
    """Something the prejekt does not know, why it matters, and how it could be found out."""

    class State(models.TextChoices):
        """How far one has come with it. Giving up is an answer too."""

        OPEN = "open", _("Open")
        EXAMINED = "examined", _("Being examined")
        ANSWERED = "answered", _("Answered")
        GIVEN_UP = "given_up", _("Given up")

    question = models.CharField(_("what we do not know"), max_length=400)
    matters_because = models.TextField(_("why it matters"), max_length=LONGEST_NOTE, blank=True)
    find_out_by = models.TextField(_("how to find out"), max_length=LONGEST_NOTE, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("what we found"), max_length=LONGEST_NOTE, blank=True)
    is_critical = models.BooleanField(_("critical for the choice"), default=False)
    noted_on = models.DateField(default=timezone.localdate)
    settled_on = models.DateField(null=True, blank=True)

    tracked = (
        "initiative", "question", "matters_because", "find_out_by", "state", "answer",
        "is_critical", "noted_on", "settled_on", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["noted_on", "id"]

    def __str__(self) -> str:
        return self.question


class Activity(InitiativePart):
    """Something done to find out, and what was learned by it."""

    class Kind(models.TextChoices):
        """Ways of finding out."""

        INTERVIEW = "interview", _("Interview")
        OBSERVATION = "observation", _("Observation")
        WORKSHOP = "workshop", _("Workshop")
        PROTOTYPE = "prototype", _("Prototype")
        STUDY_VISIT = "study_visit", _("Study visit")
        DATA = "data", _("Data analysis")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    on = models.DateField(_("day"), default=timezone.localdate)
    title = models.CharField(_("what was done"), max_length=200)
    taking_part = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    learned = models.TextField(_("what we learned"), max_length=LONGEST_NOTE, blank=True)

    tracked = ("initiative", "kind", "on", "title", "taking_part", "hours", "learned", "is_example")

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.title


class Option(InitiativePart):
    """Something one could do (*handlemulighed*), with what speaks for and against it."""

    class Verdict(models.TextChoices):
        """What the prejekt itself makes of an option."""

        OPEN = "open", _("Not decided")
        PURSUE = "pursue", _("Pursue")
        PARK = "park", _("Park")
        DROP = "drop", _("Drop")

    title = models.CharField(_("option"), max_length=200)
    description = models.TextField(_("description"), max_length=LONGEST_NOTE, blank=True)
    pro = models.TextField(_("for"), max_length=LONGEST_NOTE, blank=True)
    contra = models.TextField(_("against"), max_length=LONGEST_NOTE, blank=True)
    evidence = models.TextField(_("evidence"), max_length=LONGEST_NOTE, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, default=Verdict.OPEN)
    noted_on = models.DateField(default=timezone.localdate)

    tracked = (
        "initiative", "title", "description", "pro", "contra", "evidence", "verdict",
        "noted_on", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["noted_on", "id"]

    def __str__(self) -> str:
        return self.title


class LogEntry(InitiativePart):
    """One line of the log of learning, tied to what it is about. A better insight is a new line."""

    on = models.DateField(_("day"), default=timezone.localdate)
    text = models.TextField(_("what we learned"), max_length=LONGEST_NOTE)
    known = models.ForeignKey(Known, null=True, blank=True, on_delete=models.SET_NULL)
    unknown = models.ForeignKey(Unknown, null=True, blank=True, on_delete=models.SET_NULL)
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.SET_NULL)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    tracked = ("initiative", "on", "text", "known", "unknown", "activity", "is_example")

    class Meta:
        ordering = ["-on", "-created_at"]

    def __str__(self) -> str:
        return self.text[:80]


class Gate(InitiativePart):
    """A decision about a prejekt, by whom, why and on what grounds. A new decision is a new gate."""

    class Kind(models.TextChoices):
        """Where in a prejekt the decision is taken."""

        START = "start", _("Start")
        MIDWAY = "midway", _("Midway")
        CRYSTALLISE = "crystallise", _("Crystallisation")

    class Outcome(models.TextChoices):
        """What can be decided; which are open depends on the kind of gate."""

        START = "start", _("Start")
        GO_ON = "go_on", _("Go on")
        REWORD = "reword", _("Reword the question")
        PROJECT = "project", _("Make it a project")
        DO_NOW = "do_now", _("Do it now")
        NEW_PREJEKT = "new_prejekt", _("Explore more in a new prejekt")
        PARK = "park", _("Park it")
        STOP = "stop", _("Stop, with what we learned")

    OUTCOMES: dict[str, tuple[str, ...]] = {
        "start": ("start", "park", "stop"),
        "midway": ("go_on", "reword", "stop"),
        "crystallise": ("project", "do_now", "new_prejekt", "park", "stop"),
    }

    kind = models.CharField(_("gate"), max_length=12, choices=Kind)
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    reason = models.TextField(_("reason"), max_length=LONGEST_NOTE)
    scores: models.JSONField[dict[str, dict[str, object]]] = models.JSONField(
        _("criteria"), default=dict, blank=True
    )
    """Criterion → {"score": 0–3, "words": …}. Shown side by side, never summed."""
    question_before = models.CharField(max_length=300, blank=True)
    question_after = models.CharField(_("the question anew"), max_length=300, blank=True)
    learning = models.TextField(_("what we learned"), max_length=LONGEST_TEXT, blank=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    wakes_when = models.CharField(_("what would wake it"), max_length=400, blank=True)
    led_to = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"), default=timezone.localdate)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    tracked = (
        "initiative", "kind", "outcome", "reason", "scores", "question_after", "learning",
        "review_on", "wakes_when", "led_to", "decided_by", "decided_on", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="stop") | ~Q(learning=""),
                name="stopping_leaves_what_was_learned",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="park") | Q(review_on__isnull=False),
                name="parking_says_when_to_look_again",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_outcome_display()}"
