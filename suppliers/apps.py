from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self):
        from . import receivers  # noqa: F401
        from .triggers import freeze_years, thaw_years

        pre_migrate.connect(thaw_years, sender=self)
        post_migrate.connect(freeze_years, sender=self)
