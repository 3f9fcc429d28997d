"""Addresses of following up, below a municipality."""

from django.urls import include, path

from pejl.followup.views import answering, own, rounds, units

_F = "opfoelgning/"
_R = f"{_F}<slug:round>/"
_U = f"{_R}enheder/<slug:unit>/"

app_name = "followup"
urlpatterns = [
    path(_F, rounds.rounds, name="rounds"),
    path(f"{_F}ny/", rounds.prepare_round, name="prepare_round"),
    path(f"{_F}svar/<str:secret>/", answering.answer, name="answer"),
    path(f"{_F}svar/<str:secret>/nyt/", answering.new_link, name="new_link"),
    path(f"{_F}mit/", answering.mine, name="mine"),
    path(f"{_F}stedfortraedere/", own.deputies, name="deputies"),
    path(f"{_F}stedfortraedere/ny/", own.appoint_deputy, name="appoint_deputy"),
    path(f"{_F}stedfortraedere/<uuid:key>/", own.end_deputy, name="end_deputy"),
    path(f"{_F}kalender/", own.my_calendar, name="my_calendar"),
    path(f"{_F}kalender/<str:secret>.ics", own.calendar_feed, name="calendar"),
    path("", include("pejl.followup.urls_meetings")),
    path("", include("pejl.followup.urls_records")),
    path(_R, rounds.round, name="round"),
    path(f"{_R}rediger/", rounds.edit_round, name="edit_round"),
    path(f"{_R}fjern/", rounds.remove_round, name="remove_round"),
    path(f"{_R}styr/", rounds.run_round, name="run_round"),
    path(f"{_R}aabn/", rounds.open_round, name="open_round"),
    path(f"{_R}luk/", rounds.close_round, name="close_round"),
    path(f"{_R}genaabn/", rounds.reopen_round, name="reopen_round"),
    path(f"{_R}mind-om/", rounds.remind, name="remind"),
    path(f"{_R}breve/", rounds.settle_letters, name="settle_letters"),
    path(f"{_R}status/<uuid:key>/", rounds.report, name="report"),
    path(f"{_R}status/<uuid:key>/overdrag/", rounds.hand_over, name="hand_over"),
    path(f"{_R}enheder/", units.units, name="units"),
    path(_U, units.unit, name="unit"),
    path(f"{_U}klar/", units.mark_ready, name="mark_ready"),
    path(f"{_U}ikke-klar/", units.take_back_ready, name="take_back_ready"),
]
