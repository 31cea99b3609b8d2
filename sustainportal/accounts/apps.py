from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sustainportal.accounts"
    label = "accounts"
