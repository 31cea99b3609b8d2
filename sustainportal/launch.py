"""What manage.py does before Django is there."""

import os


def main(arguments):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sustainportal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *arguments])
    return 0
