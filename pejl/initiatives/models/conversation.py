"""What people say about ideas and initiatives, what they hand in with it, and what they want to hear of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.initiatives.models.ideas import Idea
from pejl.initiatives.models.initiatives import Initiative
from pejl.organisation.models import Element, Person


class AboutOne(Element):
    """Something about one idea or one initiative, and not about both."""

    idea = models.ForeignKey(
        Idea, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__isnull=True, initiative__isnull=False)
                | Q(idea__isnull=False, initiative__isnull=True),
                name="a_%(class)s_is_about_one_thing",
            )
        ]

    @property
    def scope_key(self) -> str:
        return str(self.idea_id or self.initiative_id)


class Comment(AboutOne):
    """Something said. Taken back by its writer it stays as a gap, so that answers keep their place."""

    text = models.TextField(_("comment"), max_length=4000)
    is_taken_back = models.BooleanField(default=False)

    tracked = ("idea", "initiative", "person", "text", "is_taken_back", "is_example")

    class Meta(AboutOne.Meta):
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text[:80]


class Follow(AboutOne):
    """Somebody who wants to hear what becomes of it. One who has a part in it follows from the start."""

    tracked = ("idea", "initiative", "person")

    class Meta(AboutOne.Meta):
        constraints = [
            *AboutOne.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "idea"], condition=Q(idea__isnull=False),
                name="somebody_follows_an_idea_once",
            ),
            models.UniqueConstraint(
                fields=["person", "initiative"], condition=Q(initiative__isnull=False),
                name="somebody_follows_an_initiative_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.person)


class Attachment(AboutOne):
    """A photo or file. Pictures are written anew; everything else is only ever sent as a download."""

    name = models.CharField(_("name"), max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=120)
    is_picture = models.BooleanField(default=False)
    is_removed = models.BooleanField(default=False)

    tracked = ("idea", "initiative", "person", "name", "content_type", "size", "is_removed")

    class Meta(AboutOne.Meta):
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name


class NewsChoice(Element):
    """How somebody wants to hear of what they follow here. Who has not chosen hears at once."""

    class Wanted(models.TextChoices):
        """Letter by letter, gathered, or not at all: the pages can still be read."""

        AT_ONCE = "at_once", _("At once, one letter for each thing")
        DAILY = "daily", _("Once a day, gathered in one letter")
        WEEKLY = "weekly", _("Once a week, gathered in one letter")
        NONE = "none", _("No letters")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wanted = models.CharField(_("letters"), max_length=10, choices=Wanted, default=Wanted.AT_ONCE)

    tracked = ("person", "wanted")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"], name="somebody_chooses_news_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_wanted_display()}"
