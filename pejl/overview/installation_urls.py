"""Addresses of the installation itself, which belong to no municipality."""

from django.urls import path

from pejl.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.installation, name="installation"),
    path("om/", views.about, name="about"),
    path("was/", views.accessibility, name="accessibility"),
]
