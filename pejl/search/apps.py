from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "pejl.search"
    label = "search"
