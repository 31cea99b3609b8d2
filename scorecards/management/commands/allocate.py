from sustainportal.jobs.commands import JobCommand

from .compute_quarter import quarter


class Command(JobCommand):
    help = "Recommend the orders of every commodity from the published scorecards of a quarter."
    kind = "scorecards.allocate"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("quarter", type=quarter, help="such as 2026Q3")

    def job_args(self, options):
        return {"quarter": options["quarter"]}
