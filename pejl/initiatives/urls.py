"""Addresses of ideas, prejekter, projects and the catalogue, below a municipality."""

from django.urls import include, path

from pejl.initiatives.views import ideas

_I = "ideer/<int:number>/"

app_name = "initiatives"
urlpatterns = [
    path("ideer/", ideas.ideas, name="ideas"),
    path("ideer/ny/", ideas.new_idea, name="new_idea"),
    path("ideer/lignende/", ideas.similar, name="similar"),
    path("ideer/venter/", ideas.queue, name="queue"),
    path(_I, ideas.idea, name="idea"),
    path(f"{_I}rediger/", ideas.edit_idea, name="edit_idea"),
    path(f"{_I}svar/", ideas.answer_idea, name="answer_idea"),
    path(f"{_I}overdrag/", ideas.hand_over, name="hand_over"),
    path(f"{_I}med/", ideas.join, name="join"),
    path(f"{_I}foelg/", ideas.follow, name="follow"),
    path(f"{_I}kommentar/", ideas.comment, name="comment"),
    path("", include("pejl.initiatives.urls_catalogue")),
    path("", include("pejl.initiatives.urls_prejekter")),
    path("", include("pejl.initiatives.urls_projects")),
]
