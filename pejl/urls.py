"""Addresses: the installation's own first, then everything that begins with a municipality."""

from django.urls import include, path
from django.views.i18n import set_language

from pejl.api.urls import api

urlpatterns = [
    path("sprog/", set_language, name="set_language"),
    path("design/", include("pejl.design.urls")),
    path("konto/", include("pejl.organisation.account_urls")),
    path("api/v1/", api.urls),
    path("", include("pejl.organisation.urls")),
    path("<slug:municipality>/", include("pejl.strategy.urls")),
    path("<slug:municipality>/", include("pejl.initiatives.urls")),
    path("<slug:municipality>/", include("pejl.effects.urls")),
    path("<slug:municipality>/", include("pejl.followup.urls")),
    path("<slug:municipality>/", include("pejl.indicators.urls")),
    path("<slug:municipality>/", include("pejl.reports.urls")),
    path("", include("pejl.overview.urls")),
]

handler400 = "pejl.overview.errors.bad_request"
handler403 = "pejl.overview.errors.not_allowed"
handler404 = "pejl.overview.errors.not_found"
handler500 = "pejl.overview.errors.server_error"
