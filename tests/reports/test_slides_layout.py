"""Slides as PowerPoint lays them out: every box within the slide, with a width and a height."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from pejl.reports.followup.slides import pptx
from tests.reports.test_followup_report import a_round, reported

pytestmark = pytest.mark.django_db


def faults_of(show: Any, name: str, shapes: Any) -> list[str]:
    """The boxes that stick out of the slide, or have no size."""
    return [
        f"{name}: {one.name} {one.left} {one.top} {one.width} {one.height}"
        for one in shapes
        if one.width <= 0
        or one.height <= 0
        or one.left < 0
        or one.top < 0
        or one.left + one.width > show.slide_width
        or one.top + one.height > show.slide_height
    ]


def test_every_box_of_every_slide_lies_within_it_and_has_a_size() -> None:
    show = Presentation(BytesIO(pptx(reported(a_round()))))
    faults = [
        fault
        for number, slide in enumerate(show.slides, 1)
        for fault in faults_of(show, f"slide {number}", slide.shapes)
    ]
    for layout in [show.slide_master, *show.slide_layouts]:
        faults += faults_of(show, layout.name, layout.placeholders)
    assert faults == []
    assert len({one.shapes.title.width for one in list(show.slides)[1:]}) == 1


def test_slides_do_not_say_that_they_have_the_old_shape_of_a_screen() -> None:
    show = Presentation(BytesIO(pptx(reported(a_round()))))
    size = show.element.sldSz
    assert "type" not in size.attrib
    assert round(size.cx / size.cy, 2) == 1.78
