import argparse

from suppliers.rules import quarters
from sustainportal.jobs.commands import JobCommand


def quarter(text):
    """A quarter such as 2026Q3, for argparse."""
    try:
        quarters.parts(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


class Command(JobCommand):
    help = (
        "Compute the scorecards of a quarter. A published quarter is judged again from what its cards"
        " kept, and compared; nothing is written."
    )
    kind = "scorecards.compute_quarter"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("quarter", type=quarter, help="such as 2026Q3")

    def job_args(self, options):
        return {"quarter": options["quarter"]}
