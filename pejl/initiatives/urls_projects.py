"""Addresses of projects, their plans, files, and what is mine."""

from django.urls import path

from pejl.initiatives.views import attachments, mine, plans, projects

_P = "projekter/<int:number>/"
_L = f"{_P}plan/<slug:kind>/"

urlpatterns = [
    path("projekter/", projects.projects, name="projects"),
    path("projekter/nyt/", projects.new_project, name="new_project"),
    path(f"{_P}rediger/<slug:section>/", projects.edit_project, name="edit_project"),
    path(f"{_P}tilstand/<slug:verb>/", projects.move_project, name="move_project"),
    path(f"{_P}milepael/<uuid:key>/flyt/", plans.move_milestone, name="move_milestone"),
    path(f"{_P}leverance/<uuid:key>/hak/", plans.tick_deliverable, name="tick_deliverable"),
    path(f"{_L}nyt/", plans.add_line, name="add_plan_line"),
    path(f"{_L}<uuid:key>/", plans.edit_line, name="edit_plan_line"),
    path(f"{_L}<uuid:key>/fjern/", plans.remove_line, name="remove_plan_line"),
    path("ideer/<int:number>/filer/", attachments.attach, name="attach"),
    path(
        "indsatser/<int:number>/filer/",
        attachments.attach_to_initiative,
        name="attach_to_initiative",
    ),
    path("filer/<uuid:key>/", attachments.attachment, name="attachment"),
    path("filer/<uuid:key>/fjern/", attachments.remove_attachment, name="remove_attachment"),
    path("mine/", mine.mine, name="mine"),
    path("mine/nyheder/", mine.choose_news, name="choose_news"),
]
