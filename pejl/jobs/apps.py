from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "pejl.jobs"
    label = "jobs"
