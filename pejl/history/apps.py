from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "pejl.history"
    label = "history"
