from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "pejl.initiatives"
    label = "initiatives"
