from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "sustainportal.trail"
    label = "trail"
