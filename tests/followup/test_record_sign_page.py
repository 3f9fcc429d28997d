"""Signing a round on its page: who has just signed in reads what will be frozen, and signs exactly that."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from pejl.followup.models import Record
from pejl.organisation.models import Person
from tests import build
from tests.followup.frozen_rounds import a_closed_round, signed
from tests.followup.record_browsers import (
    a_browser,
    address,
    as_executive,
    as_role,
    confirmation,
    full_round,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.PEJL_SIGNING_KEY = tmp_path / "key.pem"


def test_who_has_just_signed_in_reads_what_will_be_frozen_and_signs_it() -> None:
    round = full_round()
    client, karen = as_executive(round)
    page = client.get(address("sign_round", round))
    assert "Vi ringer i stedet for at skrive." in page.text
    assert "Vi drøftede det længe." in page.text
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")

    response = client.post(address("sign_round", round), confirmation(page))

    record = Record.objects.get()
    assert response.headers["Location"] == address("record", round, record.number)
    assert record.signed_by == karen
    shown = client.get(response.headers["Location"])
    assert "Karen Chef" in shown.text
    assert "Vi drøftede det længe." in shown.text


def test_without_ticking_the_box_nothing_is_signed() -> None:
    round = a_closed_round()
    client, _karen = as_executive(round)
    told = confirmation(client.get(address("sign_round", round))) | {"confirms": ""}
    page = client.post(address("sign_round", round), told)
    assert page.context["form"].errors["confirms"]
    assert Record.objects.count() == 0


def test_a_sign_in_older_than_five_minutes_is_not_enough() -> None:
    round = a_closed_round()
    client, _karen = as_executive(round)
    told = confirmation(client.get(address("sign_round", round)))
    with time_machine.travel(time.time() + 5 * 60 + 10):
        page = client.get(address("sign_round", round))
        assert 'name="confirms"' not in page.text
        refused = client.post(address("sign_round", round), told)
        assert refused.status_code == 403
        assert Record.objects.count() == 0

        again = reverse("account_reauthenticate")
        assert f'href="{again}?next={address("sign_round", round)}"' in page.text
        wrong = client.post(
            again, {"password": "noget-andet", "next": address("sign_round", round)}
        )
        assert wrong.status_code == 200
        assert client.post(address("sign_round", round), told).status_code == 403

        back = client.post(
            again, {"password": build.PASSWORD, "next": address("sign_round", round)}
        )
        assert back.headers["Location"] == address("sign_round", round)
        assert client.post(address("sign_round", round), told).status_code == 302
    assert Record.objects.count() == 1


def test_a_session_that_never_said_when_it_began_is_not_fresh() -> None:
    round = a_closed_round()
    client = as_role("executive", round)
    assert 'name="confirms"' not in client.get(address("sign_round", round)).text
    assert client.post(address("sign_round", round), {"version": "1"}).status_code == 403
    assert Record.objects.count() == 0


def test_one_person_s_fresh_sign_in_is_not_another_s() -> None:
    round = a_closed_round()
    client, _karen = as_executive(round)
    other = build.a_person("executive", round.municipality)
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(address("sign_round", round), {"version": "1"}).status_code == 403


def test_in_the_demo_one_signs_in_afresh_with_one_press() -> None:
    round = a_closed_round()
    person = build.a_person("executive", round.municipality)
    Person.objects.filter(pk=person.pk).update(is_demo=True)
    client = a_browser(person)
    page = client.get(address("sign_round", round))
    url = reverse("organisation:demo_sign_in")
    assert f'action="{url}"' in page.text
    back = client.post(url, {"person": str(person.pk), "next": address("sign_round", round)})
    assert back.headers["Location"] == address("sign_round", round)
    page = client.get(address("sign_round", round))
    assert client.post(address("sign_round", round), confirmation(page)).status_code == 302
    assert Record.objects.count() == 1


def test_who_signs_in_through_the_provider_is_sent_there(settings: Any) -> None:
    settings.PEJL_OIDC_ISSUER, settings.PEJL_DEMO = "https://login.example.dk", False
    round = a_closed_round()
    person = build.a_person("executive", round.municipality)
    person.socialaccount_set.create(provider="oidc", uid="ab" * 32)
    page = a_browser(person).get(address("sign_round", round))
    assert f'action="{reverse("provider_begin")}"' in page.text
    assert f'name="next" value="{address("sign_round", round)}"' in page.text
    assert 'name="afresh" value="1"' in page.text


def test_figures_that_changed_while_one_read_are_shown_and_not_signed() -> None:
    round = full_round()
    client, _karen = as_executive(round)
    told = confirmation(client.get(address("sign_round", round)))
    round.decisions.update(text="Vi skriver alligevel.")
    page = client.post(address("sign_round", round), told)
    assert page.status_code == 200
    assert Record.objects.count() == 0
    assert "Vi skriver alligevel." in page.text
    assert "checked" not in re.search(r'<input[^>]*name="confirms"[^>]*>', page.text)[0]  # type: ignore[index]
    assert client.post(address("sign_round", round), confirmation(page)).status_code == 302
    assert "Vi skriver alligevel." in Record.objects.get().content


def test_a_round_that_is_not_closed_shows_what_there_is_and_no_button() -> None:
    round = a_closed_round(state="open")
    client, _karen = as_executive(round)
    page = client.get(address("sign_round", round))
    assert page.status_code == 200
    assert 'name="confirms"' not in page.text


def test_a_signed_round_has_nothing_left_to_sign() -> None:
    round = a_closed_round()
    signed(round)
    client, _karen = as_executive(round)
    for answer in (client.get, client.post):
        assert answer(address("sign_round", round)).headers["Location"] == address("records", round)


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 404), ("guest", 404), ("employee", 403), ("strategy_office", 403)],
)
def test_the_signing_page_is_for_the_executive_group(role: str, status: int) -> None:
    round = a_closed_round()
    assert as_role(role, round).get(address("sign_round", round)).status_code == status
