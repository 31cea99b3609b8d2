from sustainportal.jobs.commands import JobCommand


class Command(JobCommand):
    help = (
        "Judge every supplier's risk for a year, with the active model. What does not differ is not"
        " written; a closed year is refused."
    )
    kind = "suppliers.classify"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("year", type=int, metavar="YEAR")
        parser.add_argument("--model", help="a model that is or was active, by name")

    def job_args(self, options):
        model = {"model": options["model"]} if options["model"] else {}
        return {"year": options["year"], **model}
