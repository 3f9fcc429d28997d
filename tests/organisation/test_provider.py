"""Sign-in through a real OpenID Connect provider (npm's oidc-provider) that runs on this machine."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.urls import reverse

from pejl.organisation import provider
from pejl.organisation.checks import provider_is_configured_in_full
from pejl.organisation.models import Membership, Person
from tests import build

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("oidc_provider.mjs")
ANSWER = f"http://testserver{reverse('provider_answer')}"
CPR = "010203-1234"
ACCOUNTS = {
    "list": {"roles": ["pejl-kontor", "andet"], "email": "liste@example.dk", "name": "Lise List"},
    "word": {"roles": "pejl-chefer", "email": "ord@example.dk", "name": "Otto Ord", "cpr": CPR},
    "nested": {
        "realm_access": {"roles": ["pejl-centerchef"]},
        "unit": "Center for Skole",
        "email": "dyb@example.dk",
        "name": "Dina Dyb",
    },
    "nobody": {"roles": ["andet"], "email": "ingen@example.dk", "name": "Ingen", "cpr": CPR},
    "silent": {"email": "stille@example.dk", "name": "Stille"},
    "no-address": {"roles": ["pejl-kontor"], "name": "Uden"},
    "known": {"roles": ["pejl-kontor"], "email": "kendt@example.dk", "name": "Et andet navn"},
    "proven": {
        "roles": ["pejl-kontor"], "email": "kendt@example.dk", "email_verified": True, "name": "K",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "oidc-provider").exists():
        pytest.skip("no node with oidc-provider on this machine (make prepare)")
    process = subprocess.Popen(
        [node, str(SCRIPT), ANSWER, json.dumps(ACCOUNTS)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        lines = iter(process.stdout.readline, "")
        yield next(line.split()[1] for line in lines if line.startswith("issuer "))
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


@pytest.fixture
def here():
    municipality = build.a_municipality("Greve", slug="greve")
    build.a_unit(municipality, "Center for Skole", slug="skole")
    return municipality


@pytest.fixture
def configured(issuer, here, settings):
    cache.clear()
    settings.PEJL_OIDC_ISSUER = issuer
    settings.PEJL_OIDC_CLIENT_ID = "pejl"
    settings.PEJL_OIDC_CLIENT_SECRET = "not-a-secret-of-anything"
    settings.PEJL_OIDC_MUNICIPALITY = "greve"
    settings.PEJL_OIDC_NAME = "Greve Kommune"
    settings.PEJL_OIDC_ROLE_CLAIM = "roles"
    settings.PEJL_OIDC_ROLE_MAP = {
        "pejl-kontor": "strategy_office",
        "pejl-chefer": "executive",
        "pejl-centerchef": "unit_leader",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": provider.PROVIDER_ID,
                    "name": "Greve Kommune",
                    "client_id": "pejl",
                    "secret": "not-a-secret-of-anything",
                    "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
                }
            ]
        }
    }
    return settings


def asked(client) -> str:
    """The address to which Pejl sends the browser."""
    page = client.post(reverse("provider_begin"))
    assert page.status_code == 200
    return html.unescape(re.search(r'content="0; url=([^"]+)"', page.text)[1])


def said(url: str, who: str) -> str:
    """Walk through the provider's own pages as this person, until it sends the browser back."""
    browser = requests.Session()
    response = browser.get(url, allow_redirects=False)
    while True:
        while response.is_redirect:
            onward = requests.compat.urljoin(response.url, response.headers["Location"])
            if onward.startswith(ANSWER):
                return onward.removeprefix("http://testserver")
            response = browser.get(onward, allow_redirects=False)
        prompt = re.search(r'name="prompt" value="(\w+)"', response.text)[1]
        response = browser.post(
            response.url, {"prompt": prompt, "login": who, "password": "x"}, allow_redirects=False
        )


def sign_in(client, who: str):
    return client.get(said(asked(client), who))


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def roles_of(email: str) -> set[tuple[str, str | None]]:
    held = Membership.objects.current().filter(person__email=email)
    return {(one.role, one.unit.name if one.unit else None) for one in held}


def test_the_question_carries_state_nonce_and_pkce(configured, client):
    sent = parse_qs(urlsplit(asked(client)).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert all(len(sent[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))
    again = parse_qs(urlsplit(asked(client)).query)
    assert all(sent[name] != again[name] for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize(
    ("who", "path", "role"),
    [
        ("list", "roles", ("strategy_office", None)),
        ("word", "roles", ("executive", None)),
        ("nested", "realm_access.roles", ("unit_leader", "Center for Skole")),
    ],
)
def test_roles_come_from_a_list_a_word_or_further_in(configured, client, who, path, role):
    configured.PEJL_OIDC_ROLE_CLAIM = path
    response = sign_in(client, who)
    assert response.headers["Location"] == "/greve/"
    assert is_signed_in(client)
    assert roles_of(ACCOUNTS[who]["email"]) == {role}


def test_only_issuer_and_subject_are_kept(configured, issuer, client):
    sign_in(client, "word")
    sign_in(type(client)(), "word")
    (account,) = SocialAccount.objects.all()
    assert account.extra_data == {"iss": issuer, "sub": "word"}
    assert not SocialToken.objects.exists()
    assert CPR not in repr([*Person.objects.values(), *SocialAccount.objects.values()])


@pytest.mark.parametrize("who", ["nobody", "silent", "no-address"])
def test_whoever_has_no_role_is_turned_away_before_anything_is_stored(configured, client, who):
    before = Person.objects.count()
    response = sign_in(client, who)
    assert response.status_code == 403
    assert not is_signed_in(client)
    assert Person.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_without_a_map_nobody_has_a_role(configured, client):
    configured.PEJL_OIDC_ROLE_MAP = {}
    assert sign_in(client, "list").status_code == 403


def test_a_role_that_does_not_exist_gives_nothing(configured, client):
    configured.PEJL_OIDC_ROLE_MAP = {"pejl-kontor": "emperor"}
    assert sign_in(client, "list").status_code == 403


def test_a_leader_of_no_known_unit_leads_nothing(configured, client):
    configured.PEJL_OIDC_ROLE_CLAIM = "realm_access.roles"
    configured.PEJL_OIDC_UNIT_CLAIM = "department"
    assert sign_in(client, "nested").status_code == 403


def test_roles_are_set_and_not_added_at_each_sign_in(configured, client):
    sign_in(client, "list")
    configured.PEJL_OIDC_ROLE_MAP = {"pejl-kontor": "employee"}
    sign_in(client, "list")
    assert roles_of("liste@example.dk") == {("employee", None)}


def test_whoever_has_lost_every_role_loses_them_in_other_open_browsers_too(
    configured, client, here
):
    sign_in(client, "list")
    assert client.get("/greve/indstillinger/").status_code == 200
    configured.PEJL_OIDC_ROLE_MAP = {}
    assert sign_in(type(client)(), "list").status_code == 403
    assert client.get("/greve/indstillinger/").status_code == 404


def test_an_address_that_the_provider_has_not_proven_takes_over_no_account(
    configured, client, here
):
    person = build.a_person("employee", here, email="kendt@example.dk")
    assert sign_in(client, "known").status_code == 403
    assert sign_in(client, "proven").status_code == 302
    assert SocialAccount.objects.get().user == person
    assert roles_of("kendt@example.dk") == {("strategy_office", None)}


def test_a_proven_address_wins_nothing_beyond_the_municipality(configured, client, here):
    build.a_person("strategy_office", build.a_municipality(), email="kendt@example.dk")
    assert sign_in(client, "proven").status_code == 403


def test_nobody_becomes_the_installations_administrator_this_way(configured, client, here):
    admin = build.an_administrator()
    Person.objects.filter(id=admin.id).update(email="kendt@example.dk")
    assert sign_in(client, "proven").status_code == 403


def test_an_answer_to_another_question_is_refused(configured, client):
    answer = said(asked(client), "list")
    session = client.session
    for state, _at, _provider in session["socialaccount_states"].values():
        state["nonce"] = "somebody-elses"
    session.save()
    assert client.get(answer).status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_answer_works_once_and_only_in_the_browser_that_asked(configured, client):
    answer = said(asked(client), "list")
    assert type(client)().get(answer).status_code == 403
    assert client.get(answer).status_code == 302
    client.logout()
    assert client.get(answer).status_code == 403


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x&code=x", "?error=access_denied", "?state=&code="]
)
def test_a_broken_answer_is_a_page_and_not_a_crash(configured, client, query):
    assert client.get(reverse("provider_answer") + query).status_code == 403


def test_a_provider_that_does_not_answer_is_a_page_and_not_a_crash(configured, client):
    apps = configured.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"]["server_url"] = "http://127.0.0.1:9"
    assert client.post(reverse("provider_begin")).status_code == 403


def test_without_configuration_there_is_no_such_sign_in(client, here):
    assert client.post(reverse("provider_begin")).status_code == 404
    assert client.get(reverse("provider_answer")).status_code == 404
    assert reverse("provider_begin") not in client.get(reverse("account_login")).text


def test_the_sign_in_page_offers_the_provider_by_name(configured, client):
    assert "Greve Kommune" in client.get(reverse("account_login")).text


def test_half_a_configuration_is_told(settings):
    settings.PEJL_OIDC_ISSUER = "https://login.example.dk"
    settings.PEJL_OIDC_ROLE_MAP = {"x": "emperor"}
    told = " ".join(fault.msg for fault in provider_is_configured_in_full())
    assert "PEJL_OIDC_CLIENT_ID" in told
    assert "emperor" in told
    assert "PEJL_OIDC_ROLE_MAP must" not in told
    assert "https" not in told
    settings.PEJL_OIDC_ISSUER = "http://login.example.dk"
    assert "https" in " ".join(fault.msg for fault in provider_is_configured_in_full())
    settings.PEJL_OIDC_ISSUER = ""
    assert provider_is_configured_in_full() == []


def test_who_is_asked_to_sign_in_afresh_proves_it_at_the_provider_again(configured, client):
    sign_in(client, "word")
    begun = {"next": "/greve/strategi/", "afresh": "1"}

    def asked_afresh() -> str:
        page = client.post(reverse("provider_begin"), begun)
        return html.unescape(re.search(r'content="0; url=([^"]+)"', page.text)[1])

    sent = parse_qs(urlsplit(asked_afresh()).query)
    assert (sent["prompt"], sent["max_age"]) == (["login"], ["0"])
    url = asked_afresh()
    answer = said(url, "word")
    response = client.get(answer)
    assert response.headers["Location"] == "/greve/strategi/"
    assert time.time() - client.session["signed_in_at"] < 30
    answer = said(asked_afresh(), "word")
    with time_machine.travel(time.time() + 120):
        assert client.get(answer).status_code == 403
