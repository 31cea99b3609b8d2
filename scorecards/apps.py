from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ScorecardsConfig(AppConfig):
    name = "scorecards"
    verbose_name = _("Scorecards and orders")

    def ready(self):
        from .triggers import freeze_cards, thaw_cards

        pre_migrate.connect(thaw_cards, sender=self)
        post_migrate.connect(freeze_cards, sender=self)
