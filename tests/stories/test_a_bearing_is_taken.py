"""A consultant puts an indicator on an objective, pastes its values, sets a target; a reader takes the bearing."""

from __future__ import annotations

import pytest

from pejl.indicators.models import Indicator, Value
from pejl.organisation.models import Person
from tests.conftest import DESK, PHONE
from tests.stories.test_a_newcomer_reads import too_wide

OBJECTIVE = "/greve/strategi/2014/maalsaetninger/4.3/"
CELLS = """Kvartal\tBesked i god tid
2012K1\t41,5
2012K2\t42
2012K3\t44,1
2012K4\t43
2013K1\t42,6
2013K2\t44
2013K3\t43,2
2013K4\t45
2014K1\t44,8
2014K2\t43,9
2014K3\t46
2014K4\t58,5
"""


@pytest.fixture
def consultant(greve):
    return Person.objects.get(email="strategikonsulent@greve.example")


def look(page, axe) -> list[str]:
    """The page as it stands, on a phone and on a desk."""
    faults = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        faults += [*axe(page), *(f"too wide: {one}" for one in too_wide(page))]
    return [f"{page.url.split('/', 3)[-1]}: {fault}" for fault in faults]


def test_from_pasted_cells_to_a_bearing_with_its_rows(page, axe, sign_in, consultant):
    faults = []
    sign_in(page, consultant)
    page.goto(OBJECTIVE)
    page.get_by_role("link", name="Tilføj en indikator").click()
    faults += look(page, axe)
    page.get_by_label("Titel").fill("Brugere med besked fire uger før")
    page.get_by_label("Måleenhed").fill("%")
    page.get_by_label("Offentlig").check(force=True)
    assert page.get_by_label("4.3 ").is_checked()
    page.get_by_role("button", name="Opret indikatoren").click()
    page.wait_for_url("**/indikatorer/*/")
    faults += look(page, axe)

    page.get_by_role("link", name="Læs værdier ind fra en fil").click()
    page.get_by_role("link", name="Celler fra Excel").click()
    page.get_by_label("Celler").fill(CELLS)
    faults += look(page, axe)
    page.get_by_role("button", name="Se på tallene").click()
    page.wait_for_url("**/import/*/")
    faults += look(page, axe)
    page.get_by_role("button", name="Læs tallene ind").click()
    page.get_by_text("12 nye værdier").wait_for()
    faults += look(page, axe)
    page.get_by_role("link", name="Se indikatoren").click()

    page.get_by_role("link", name="Sæt et mål").click()
    page.get_by_label("Senest").fill("2014-12-31")
    page.get_by_label("Mål", exact=True).fill("55,5")
    faults += look(page, axe)
    page.get_by_role("button", name="Sæt målet").click()
    page.locator("#maal").get_by_text("55,5").first.wait_for()
    faults += look(page, axe)

    made = Indicator.objects.get(title="Brugere med besked fire uger før")
    assert Value.objects.current().filter(indicator=made).count() == 12
    page.context.clear_cookies()
    page.goto(OBJECTIVE)
    assert "58,5 %" in page.locator("#tal").inner_text()
    assert "mere end tilfældig variation" in page.locator("#tal").inner_text()
    faults += look(page, axe)

    sign_in(page, consultant)
    page.goto(f"/greve/indikatorer/{made.number}/")
    page.get_by_text("Værdier", exact=True).click()
    page.get_by_role("link", name="4. kvartal 2014", exact=True).first.click()
    page.get_by_text("linje 13").wait_for()
    faults += look(page, axe)
    assert not faults, "\n".join(faults)


def test_a_number_of_objective_1_3_opens_to_the_rows_it_was_counted_from(
    page, axe, sign_in, consultant
):
    sign_in(page, consultant)
    page.goto("/greve/strategi/2014/maalsaetninger/1.3/")
    page.get_by_role("link", name="Analyser der førte til en ændring").click()
    page.get_by_text("Værdier", exact=True).click()
    page.get_by_role("link", name="4. kvartal 2014", exact=True).first.click()
    page.get_by_role("link", name="Gav rehabilitering færre modtagere").wait_for()
    rows = page.locator("main table tbody tr")
    assert rows.count() == 2  # the third gave no number
    assert not look(page, axe)
    page.get_by_role("link", name="Gav rehabilitering færre modtagere").click()
    assert "effektvurderinger" in page.url
