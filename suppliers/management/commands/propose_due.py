from suppliers.operations.due import JOB
from sustainportal.jobs.commands import JobCommand


class Command(JobCommand):
    help = (
        "Propose a year's due list from the risk classes and the active management approach. What people"
        " decided stays; proposing the same again changes nothing; a confirmed list is refused."
    )
    kind = JOB

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("year", type=int, metavar="YEAR")

    def job_args(self, options):
        return {"year": options["year"]}
