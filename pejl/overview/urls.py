"""Addresses of the installation itself, and of the pages that put rooms together below a municipality.

One file, because one namespace can be included once only. It comes last in ``pejl.urls``: the rooms' own
addresses, such as ``strategi/ny/``, are asked first.
"""

from django.urls import include, path

from pejl.overview import views
from pejl.strategy import addresses

addresses.register()

_below_municipality = [
    path("", views.municipality, name="municipality"),
    path("mit/", views.my_page, name="my_page"),
    path("soeg/", views.search, name="search"),
    path("centre/", views.centres, name="centres"),
    path("centre/<slug:unit>/", views.centre, name="centre"),
    path("strategi/", views.strategies, name="strategies"),
    path("strategi/<slug:strategy>/", views.strategy, name="strategy"),
    path("strategi/<slug:strategy>/drivkraefter/", views.drivers, name="drivers"),
    path("strategi/<slug:strategy>/historik/", views.trail, name="trail"),
    path("strategi/<slug:strategy>/pr/", views.choose_day, name="choose_day"),
    path("strategi/<slug:strategy>/pr/<date:day>/", views.as_it_was, name="as_it_was"),
    path(
        "strategi/<slug:strategy>/fokusomraader/<int:number>/",
        views.focus_area,
        name="focus_area",
    ),
    path(
        "strategi/<slug:strategy>/maalsaetninger/<objective_label:label>/",
        views.objective,
        name="objective",
    ),
    path(
        "strategi/<slug:strategy>/centre/<slug:unit>/",
        views.centre_strategy,
        name="centre_strategy",
    ),
]

app_name = "overview"
urlpatterns = [
    path("", views.installation, name="installation"),
    path("om/", views.about, name="about"),
    path("was/", views.accessibility, name="accessibility"),
    path("<slug:municipality>/", include(_below_municipality)),
]
