from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "sustainportal.jobs"
    label = "jobs"
