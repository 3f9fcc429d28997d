from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "pejl.followup"
    label = "followup"
