from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "pejl.indicators"
    label = "indicators"
