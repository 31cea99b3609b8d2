from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "sustainportal.notices"
    label = "notices"
