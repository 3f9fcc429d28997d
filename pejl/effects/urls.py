"""Addresses of effect chains, evaluations and learning, below a municipality."""

from django.urls import path

from pejl.effects.views import chains, evaluations, learning

_I = "indsatser/<int:number>/effekt/"
_E = "effektvurderinger/<int:number>/"
_L = "laering/<int:number>/"

app_name = "effects"
urlpatterns = [
    path(_I, chains.initiative, name="initiative"),
    path(f"{_I}kaede/ny/", chains.add_step, name="add_step"),
    path(f"{_I}kaede/<uuid:key>/", chains.edit_step, name="edit_step"),
    path(f"{_I}kaede/<uuid:key>/flyt/", chains.move_step, name="move_step"),
    path(f"{_I}kaede/<uuid:key>/fjern/", chains.remove_step, name="remove_step"),
    path(f"{_I}forventning/ny/", chains.write_expectation, name="write_expectation"),
    path(f"{_I}forventning/<uuid:key>/", chains.edit_expectation, name="edit_expectation"),
    path(
        f"{_I}forventning/<uuid:key>/fjern/", chains.remove_expectation, name="remove_expectation"
    ),
    path("effektvurderinger/", evaluations.evaluations, name="evaluations"),
    path("effektvurderinger/ny/", evaluations.new_evaluation, name="new_evaluation"),
    path(_E, evaluations.evaluation, name="evaluation"),
    path(f"{_E}rediger/", evaluations.edit_evaluation, name="edit_evaluation"),
    path(f"{_E}regn/", evaluations.run, name="run"),
    path(f"{_E}konklusion/", evaluations.conclude, name="conclude"),
    path(f"{_E}offentlig/", evaluations.publish, name="publish_evaluation"),
    path(f"{_E}tal.csv", evaluations.figures, name="figures"),
    path("laering/", learning.learnings, name="learnings"),
    path("laering/ny/", learning.new_learning, name="new_learning"),
    path(_L, learning.learning, name="learning"),
    path(f"{_L}rediger/", learning.edit_learning, name="edit_learning"),
    path(f"{_L}beslut/", learning.decide, name="decide"),
    path(f"{_L}gjort/", learning.changed, name="changed"),
    path(f"{_L}hjalp/", learning.helped, name="helped"),
    path(f"{_L}ingen-aendring/", learning.no_change, name="no_change"),
    path(f"{_L}offentlig/", learning.publish, name="publish_learning"),
]
