from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "pejl.api"
    label = "api"
