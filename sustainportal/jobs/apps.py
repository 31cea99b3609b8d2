from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "sustainportal.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self):
        """Make the Celery application current, and let every room declare its kinds."""
        from sustainportal import celery  # noqa: F401

        autodiscover_modules("tasks")
