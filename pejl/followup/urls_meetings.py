"""Addresses of meetings and decisions, below a municipality; part of the room's own addresses."""

from django.urls import path

from pejl.followup.views import decisions, meetings

_M = "opfoelgning/<slug:round>/moeder/"
_ONE = f"{_M}<uuid:key>/"
_P = f"{_ONE}punkter/<uuid:point>/"
_D = "opfoelgning/beslutninger/"

urlpatterns = [
    path(_D, decisions.decisions, name="decisions"),
    path(f"{_D}ny/", decisions.record_decision, name="record_decision"),
    path(f"{_D}<int:number>/", decisions.decision, name="decision"),
    path(f"{_D}<int:number>/afslut/", decisions.end_decision, name="end_decision"),
    path(f"{_D}<int:number>/erstat/", decisions.replace_decision, name="replace_decision"),
    path(_M, meetings.meetings, name="meetings"),
    path(f"{_M}nyt/", meetings.plan_meeting, name="plan_meeting"),
    path(_ONE, meetings.meeting, name="meeting"),
    path(f"{_ONE}rediger/", meetings.edit_meeting, name="edit_meeting"),
    path(f"{_ONE}dagsorden/", meetings.make_agenda, name="make_agenda"),
    path(f"{_ONE}punkter/nyt/", meetings.add_point, name="add_point"),
    path(_P, meetings.edit_point, name="edit_point"),
    path(f"{_P}flyt/<str:way>/", meetings.move_point, name="move_point"),
    path(f"{_P}fjern/", meetings.drop_point, name="drop_point"),
    path(f"{_P}saet-paa/", meetings.put_back, name="put_back"),
    path(f"{_P}behandlet/", meetings.mark_treated, name="mark_treated"),
    path(f"{_P}referat/", meetings.take_minutes, name="take_minutes"),
    path(f"{_P}beslut/", decisions.decide, name="decide"),
]
