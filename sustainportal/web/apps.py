from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sustainportal.web"
    label = "web"
