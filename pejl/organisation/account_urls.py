"""Signing in and out, passwords and two-step sign-in: allauth's pages, at Danish addresses.

Outside the room's namespace, for allauth finds its pages by their bare names. Only what is used is here.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from pejl.organisation.views import provider

urlpatterns = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("opret/", account.signup, name="account_signup"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/skift/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("adgangskode/glemt/", account.password_reset, name="account_reset_password"),
    path(
        "adgangskode/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"
    ),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "adgangskode/ny/gemt/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("totrin/", mfa.index, name="mfa_index"),
    path("totrin/log-ind/", mfa.authenticate, name="mfa_authenticate"),
    path("totrin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totrin/app/til/", totp.activate_totp, name="mfa_activate_totp"),
    path("totrin/app/fra/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("totrin/noedkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "totrin/noedkoder/nye/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "totrin/noedkoder/hent/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("udbyder/", provider.begin, name="provider_begin"),
    path("udbyder/svar/", provider.answer, name="provider_answer"),
]
