from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "sustainportal.sheets"
    label = "sheets"
