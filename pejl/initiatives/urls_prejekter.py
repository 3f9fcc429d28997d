"""Addresses of prejekter, their lines and gates; and of an initiative of any kind."""

from django.urls import path

from pejl.initiatives.views import gates, initiatives, prejekt_lines, prejekter

_P = "prejekter/<int:number>/"
_I = "indsatser/<int:number>/"
_LINE = f"{_P}<slug:what>/<uuid:key>/"

urlpatterns = [
    path("prejekter/", prejekter.prejekter, name="prejekter"),
    path("prejekter/nyt/", prejekter.new_prejekt, name="new_prejekt"),
    path(f"{_P}sagen/", prejekter.edit_matter, name="edit_matter"),
    path(f"{_P}rammen/", prejekter.edit_frame, name="edit_frame"),
    path(f"{_P}genoptag/", gates.wake, name="wake"),
    path(f"{_P}beslutning/<slug:gate>/", gates.gate, name="gate"),
    path(f"{_P}<slug:what>/ny/", prejekt_lines.add, name="add_prejekt_line"),
    path(f"{_P}ikke-viden/<uuid:key>/svar/", prejekt_lines.settle, name="settle"),
    path(_LINE, prejekt_lines.edit, name="edit_prejekt_line"),
    path(f"{_LINE}fjern/", prejekt_lines.remove, name="remove_prejekt_line"),
    path(_I, initiatives.initiative, name="initiative"),
    path(f"{_I}foelg/", initiatives.follow, name="follow_initiative"),
    path(f"{_I}kommentar/", initiatives.comment, name="comment_initiative"),
]
