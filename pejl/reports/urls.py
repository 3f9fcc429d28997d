"""Addresses of reports, below a municipality."""

from django.urls import path

from pejl.reports import views

_ROUND = "opfoelgning/<slug:round>/rapport/"

app_name = "reports"
urlpatterns = [
    path("katalog/katalog.pdf", views.catalogue_pdf, name="catalogue_pdf"),
    path("katalog/katalog.csv", views.catalogue_csv, name="catalogue_csv"),
    path("katalog/udgaver/<uuid:key>/udgave.pdf", views.edition_pdf, name="edition_pdf"),
    path(_ROUND, views.round_reports, name="round_reports"),
    path(f"{_ROUND}<slug:part>.<slug:ending>", views.round_report, name="round_report"),
]
