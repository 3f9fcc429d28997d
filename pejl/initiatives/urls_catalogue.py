"""Addresses of the catalogue, the selection, participation and the facilitators."""

from django.urls import path

from pejl.initiatives.views import catalogue, facilitators

urlpatterns = [
    path("katalog/", catalogue.catalogue, name="catalogue"),
    path("katalog/udgaver/", catalogue.editions, name="catalogue_editions"),
    path("katalog/udgaver/ny/", catalogue.new_edition, name="new_edition"),
    path("katalog/udgaver/<uuid:key>/", catalogue.edition, name="catalogue_edition"),
    path("katalog/billeder/", catalogue.pictures, name="catalogue_pictures"),
    path("katalog/udvaelg/", catalogue.choose, name="selection"),
    path("katalog/udvaelg/<slug:strategy>/<int:number>/", catalogue.choose_one, name="select_one"),
    path("deltagelse/", facilitators.breadth, name="breadth"),
    path("procesledere/", facilitators.facilitators, name="facilitators"),
    path("procesledere/mig/", facilitators.offer, name="offer_to_facilitate"),
]
