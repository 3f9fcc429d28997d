from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "pejl.effects"
    label = "effects"
