"""Addresses of indicators, below a municipality."""

from django.urls import path

from pejl.indicators.views import imports, indicators, values

_I = "indikatorer/<int:number>/"

app_name = "indicators"
urlpatterns = [
    path("indikatorer/", indicators.indicators, name="indicators"),
    path("indikatorer/ny/", indicators.new_indicator, name="new_indicator"),
    path(_I, indicators.indicator, name="indicator"),
    path(f"{_I}rediger/", indicators.edit_indicator, name="edit_indicator"),
    path(f"{_I}sammenlign/", indicators.compare, name="compare"),
    path(f"{_I}afslut/", indicators.end_indicator, name="end_indicator"),
    path(f"{_I}fjern/", indicators.remove_indicator, name="remove_indicator"),
    path(f"{_I}beregn/", indicators.compute, name="compute"),
    path(f"{_I}vaerdier/ny/", values.enter_value, name="enter_value"),
    path(f"{_I}vaerdier/<int:key>/ret/", values.correct_value, name="correct_value"),
    path(f"{_I}maal/nyt/", values.set_target, name="set_target"),
    path(f"{_I}maal/<uuid:key>/", values.edit_target, name="edit_target"),
    path(f"{_I}maal/<uuid:key>/fjern/", values.remove_target, name="remove_target"),
    path(f"{_I}trin/nyt/", values.accept_step, name="accept_step"),
    path(f"{_I}trin/<uuid:key>/fjern/", values.withdraw_step, name="withdraw_step"),
    path(f"{_I}bag/<str:period>/", values.rows, name="rows"),
    path(f"{_I}import/ny/", imports.new_import, name="new_import"),
    path(f"{_I}import/<uuid:key>/", imports.import_page, name="import"),
    path(f"{_I}import/<uuid:key>/stop/", imports.stop_import, name="stop_import"),
    path(f"{_I}import/<uuid:key>/fil/", imports.file_of, name="import_file"),
    path(f"{_I}tal.csv", values.figures, name="figures"),
]
