from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "sustainportal.web"
    label = "web"

    def ready(self):
        autodiscover_modules("beside")  # what rooms put beside things of rooms upstream
