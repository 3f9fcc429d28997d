"""Addresses of the room: one's own account under ``konto/``, and what stands below a municipality."""

from django.urls import include, path

from pejl.organisation import views

account = [
    path("profil/", views.profile, name="profile"),
    path("log-ud-overalt/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("demo/", views.demo_sign_in, name="demo_sign_in"),
    path("kommuner/ny/", views.new_municipality, name="new_municipality"),
]

municipality = [
    path("personer/", views.people, name="people"),
    path("personer/tilfoej/", views.grant_role, name="grant_role"),
    path("personer/<uuid:person>/rolle/<uuid:membership>/afslut/", views.end_role, name="end_role"),
    path("enheder/", views.units, name="units"),
    path("enheder/ny/", views.new_unit, name="new_unit"),
    path("enheder/<slug:slug>/rediger/", views.edit_unit, name="edit_unit"),
    path("indstillinger/", views.settings, name="settings"),
    path("indstillinger/ord/", views.vocabulary, name="vocabulary"),
    path("indstillinger/logo/", views.edit_logo, name="edit_logo"),
    path("noegler/", views.tokens, name="tokens"),
    path("noegler/<uuid:token>/tilbagekald/", views.revoke_token, name="revoke_token"),
    path("logo.png", views.logo, name="logo"),
    path("tema.css", views.theme_css, name="theme_css"),
]

app_name = "organisation"
urlpatterns = [
    path("konto/", include(account)),
    path("<slug:municipality>/", include(municipality)),
]
