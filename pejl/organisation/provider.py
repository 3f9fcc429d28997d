"""Sign-in through the municipality's own OpenID Connect provider.

allauth sends ``state`` and PKCE but no nonce, makes an account for anyone whom the provider knows, and keeps
every claim, a civil registration number too. So here the nonce is sent and checked, whoever has no role is
turned away before anything is stored, and only the issuer and the subject are kept. What does not add up
lets nobody in.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pejl.history.refusals import Refusal
from pejl.organisation import actions, queries
from pejl.organisation.models import Municipality, Person
from pejl.organisation.refusals import NoRoleHere, SignInFailed

PROVIDER_ID = "oidc"
LONGEST_NAME = 120


class OpenIDConnectAdapter(DefaultSocialAccountAdapter):
    """Decides who of those whom the provider knows may come in, and as what."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never by allauth: people are made below, from claims that hold a role."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The last step before a session. Everything that is stored is stored here, or nothing is."""
        account = sociallogin.account
        try:
            _require_answer_to_our_question(sociallogin)
            known = account.user if account.pk else None
            with transaction.atomic():
                person = person_from_claims(sociallogin.claims, known)
                account.user = person
                account.save()
        except NoRoleHere as refusal:
            if account.pk:
                take_roles_away(account.user)
            raise ImmediateHttpResponse(turned_away(request, refusal)) from refusal
        except Refusal as refusal:
            raise ImmediateHttpResponse(turned_away(request, refusal)) from refusal
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, *args: Any, **details: Any) -> None:
        raise ImmediateHttpResponse(turned_away(request, SignInFailed()))


def turned_away(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that lets nobody in, with the reason and no detail from the provider."""
    context = {"sentence": refusal.sentence}
    return render(request, "socialaccount/authentication_error.html", context, status=403)


def _require_answer_to_our_question(sociallogin: Any) -> None:
    """The answer belongs to the question that this browser asked, and the question was to sign in."""
    expected = str(sociallogin.state.get("nonce") or "")
    given = str(sociallogin.claims.get("nonce") or "")
    asked_to_sign_in = sociallogin.state.get("process") == AuthProcess.LOGIN
    same = secrets.compare_digest(expected.encode(), given.encode())
    if not (asked_to_sign_in and expected and same):
        raise SignInFailed()
    if sociallogin.state.get("afresh") and not _proved_just_now(sociallogin.claims):
        raise SignInFailed()


def _proved_just_now(claims: Mapping[str, Any]) -> bool:
    """The provider says that they proved within a minute who they are: ``auth_time``, due with ``max_age``."""
    moment = claims.get("auth_time")
    return isinstance(moment, int) and abs(time.time() - moment) <= 60


def claim(claims: Mapping[str, Any], path: str) -> list[str]:
    """The words at a claim: a list, one word, or either of them further in, as ``realm_access.roles``."""
    value: Any = claims
    for name in [path] if path in claims else path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    words = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [word for word in words if isinstance(word, str)]


def roles_from_claims(claims: Mapping[str, Any]) -> list[str]:
    """The roles that the configured map gives for the claims; without a map or a claim, none."""
    told = claim(claims, settings.PEJL_OIDC_ROLE_CLAIM)
    return sorted({role for word in told if (role := settings.PEJL_OIDC_ROLE_MAP.get(word))})


def person_from_claims(claims: Mapping[str, Any], known: Person | None) -> Person:
    """Whom the claims speak of, with exactly the roles that they give."""
    municipality = _municipality()
    return actions.admit_from_provider(
        by=queries.acting_in(municipality, queries.operator()),
        municipality=municipality,
        known=known,
        email=str(claims.get("email") or ""),
        email_is_verified=claims.get("email_verified") is True or settings.PEJL_OIDC_TRUST_EMAIL,
        name=str(claims.get("name") or "")[:LONGEST_NAME],
        roles=roles_from_claims(claims),
        units=claim(claims, settings.PEJL_OIDC_UNIT_CLAIM),
    )


def take_roles_away(person: Person) -> None:
    """Whom the provider gives no role any more has none here either, in other open browsers too."""
    municipality = _municipality()
    by = queries.acting_in(municipality, queries.operator())
    actions.set_roles(by=by, municipality=municipality, person=person, roles=[], units=[])


def _municipality() -> Municipality:
    municipality = queries.municipality_by_slug(settings.PEJL_OIDC_MUNICIPALITY)
    if municipality is None:
        raise SignInFailed()
    return municipality


class MunicipalProvider(OpenIDConnectProvider):
    """The provider as Pejl talks with it: with a nonce, and keeping next to nothing."""

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, **more: Any
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe(32)
        asked = {"nonce": nonce}
        afresh = request.POST.get("afresh") == "1"
        if afresh:  # whoever is signed in there already proves again that it is them
            asked |= {"prompt": "login", "max_age": "0"}
        answer: HttpResponse = super().redirect(
            request, process, next_url, auth_params=asked, nonce=nonce, afresh=afresh
        )
        return answer

    def get_oauth2_adapter(self, request: HttpRequest) -> Conversation:
        return Conversation(request, self.app.provider_id)

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> Any:
        sociallogin = super().sociallogin_from_response(request, response)
        sociallogin.claims = response
        return sociallogin

    def extract_uid(self, data: dict[str, Any]) -> str:
        """One subject of one issuer: another issuer's subject of the same name is somebody else."""
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, str]:
        return {"iss": str(data["iss"]), "sub": str(data["sub"])}


class Conversation(OpenIDConnectOAuth2Adapter):
    """What is said to the provider from server to server, and how much of the answer is believed."""

    def get_provider(self) -> MunicipalProvider:
        app = get_adapter().get_app(self.request, provider=self.provider_id)
        return MunicipalProvider(self.request, app=app)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return str(build_absolute_uri(request, reverse("provider_answer")))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        try:
            claims = self._claims(app, token, kwargs["response"]["id_token"])
            return self.get_provider().sociallogin_from_response(request, claims)
        except (KeyError, TypeError, ValueError) as fault:
            raise OAuth2Error("The provider's answer could not be read") from fault

    def _claims(self, app: Any, token: Any, id_token: str) -> dict[str, Any]:
        """The signed claims, filled up with what the provider tells of the same subject when asked."""
        signed: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if "userinfo_endpoint" not in self.openid_config:
            return signed
        told = self._fetch_user_info(token.token)
        if told["sub"] != signed["sub"]:
            raise OAuth2Error("The provider answered about somebody else")
        return told | signed
