"""Addresses of records, below a municipality; part of the room's own addresses."""

from django.urls import path

from pejl.followup.views import records

_ROUND = "opfoelgning/<slug:round>/"

urlpatterns = [
    path(f"{_ROUND}underskriv/", records.sign_round, name="sign_round"),
    path(f"{_ROUND}protokol/", records.records, name="records"),
    path(f"{_ROUND}protokol/offentlig/", records.public_record, name="public_record"),
    path(f"{_ROUND}protokol/tilfoej/", records.add_to_record, name="add_to_record"),
    path(f"{_ROUND}protokol/<int:number>/", records.record, name="record"),
    path(f"{_ROUND}protokol/<int:number>.json", records.export, name="export_record"),
    path(f"{_ROUND}sammenlign/", records.compare, name="compare_rounds"),
]
