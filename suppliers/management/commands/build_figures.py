from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from suppliers import published_figures
from suppliers.queries.registry import country_book


class Command(BaseCommand):
    help = (
        "Build the shipped tables of country and sector figures from the public ones. For those who"
        " maintain the portal; an installation needs it never. Countries are resolved by the loaded catalogue."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--data",
            type=Path,
            default=settings.BASE_DIR.parent / "shared" / "data",
            help="the folder with the public tables (default: shared/data beside this checkout)",
        )

    def handle(self, *args, **options):
        folder = options["data"]
        missing = [name for name in published_figures.FILES if not (folder / name).is_file()]
        if missing:
            raise CommandError(f"{folder} has no {', '.join(missing)}. Say where: --data FOLDER.")
        book = country_book()
        if not book.find("VN"):
            raise CommandError("No country is known here. Run: manage.py load_catalogues")
        for name, count in published_figures.build(folder, book).items():
            self.stdout.write(f"{count} {name}")
