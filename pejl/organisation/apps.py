from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "pejl.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Django finds checks only in modules that are loaded."""
        from pejl.organisation import checks  # noqa: F401
