from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "pejl.organisation"
    label = "organisation"
