from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AuditsConfig(AppConfig):
    name = "audits"

    def ready(self):
        from . import receivers  # noqa: F401
        from .triggers import freeze_reports, thaw_reports

        pre_migrate.connect(thaw_reports, sender=self)
        post_migrate.connect(freeze_reports, sender=self)
