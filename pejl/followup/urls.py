"""Addresses of following up, below a municipality."""

from django.urls import include, path

from pejl.followup.views import answering

app_name = "followup"
urlpatterns = [
    path("opfoelgning/svar/<str:secret>/", answering.answer, name="answer"),
    path("opfoelgning/svar/<str:secret>/nyt/", answering.new_link, name="new_link"),
    path("opfoelgning/mit/", answering.mine, name="mine"),
    path("", include("pejl.followup.urls_records")),
]
