"""Addresses at which a strategy is written and adopted; reading pages are the overview's."""

from django.urls import path

from pejl.strategy import addresses, views

addresses.register()

_S = "strategi/<slug:strategy>/"
_F = f"{_S}fokusomraader/<int:number>/"
_Q = f"{_F}spoergsmaal/"
_O = f"{_S}maalsaetninger/<objective_label:label>/"
_D = f"{_S}drivkraefter/"
_C = f"{_S}centre/<slug:unit>/"

app_name = "strategy"
urlpatterns = [
    path("strategi/ny/", views.new_strategy, name="new"),
    path(f"{_S}rediger/", views.edit_strategy, name="edit"),
    path(f"{_S}vedtag/", views.adopt_strategy, name="adopt"),
    path(f"{_S}afslut/", views.close_strategy, name="close"),
    path(f"{_S}fokusomraader/nyt/", views.add_focus_area, name="add_focus_area"),
    path(f"{_F}rediger/", views.edit_focus_area, name="edit_focus_area"),
    path(f"{_F}flyt/", views.move_focus_area, name="move_focus_area"),
    path(f"{_F}fjern/", views.remove_focus_area, name="remove_focus_area"),
    path(f"{_F}maalsaetninger/ny/", views.add_objective, name="add_objective"),
    path(f"{_O}rediger/", views.edit_objective, name="edit_objective"),
    path(f"{_O}flyt/", views.move_objective, name="move_objective"),
    path(f"{_O}fjern/", views.remove_objective, name="remove_objective"),
    path(f"{_Q}nyt/", views.add_question, name="add_question"),
    path(f"{_Q}<int:place>/rediger/", views.edit_question, name="edit_question"),
    path(f"{_Q}<int:place>/flyt/", views.move_question, name="move_question"),
    path(f"{_Q}<int:place>/fjern/", views.remove_question, name="remove_question"),
    path(f"{_D}ny/", views.add_driver, name="add_driver"),
    path(f"{_D}<int:number>/rediger/", views.edit_driver, name="edit_driver"),
    path(f"{_D}<int:number>/flyt/", views.move_driver, name="move_driver"),
    path(f"{_D}<int:number>/fjern/", views.remove_driver, name="remove_driver"),
    path(f"{_C}rediger/", views.edit_centre_strategy, name="edit_centre_strategy"),
    path(f"{_C}vedtag/", views.adopt_centre_strategy, name="adopt_centre_strategy"),
    path(f"{_C}fokusomraader/<int:number>/", views.write_contribution, name="write_contribution"),
]
