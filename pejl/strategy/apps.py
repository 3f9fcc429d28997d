from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "pejl.strategy"
    label = "strategy"
