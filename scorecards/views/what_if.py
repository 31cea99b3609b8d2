"""What closing findings would do to the scorecard and to orders; the same choice as in the audits room."""

from django.utils import timezone

from audits.queries.what_if import choosable
from suppliers.models import Supplier
from sustainportal.web.pages import DetailPage

from ..queries.what_if import card_if
from ..wording import dimension_name


class CardWhatIf(DetailPage):
    """`?close=12&close=15` (ids of findings): nothing is changed by looking."""

    permission = "scorecards.read_scorecard"
    template_name = "scorecards/what_if.html"
    queryset = Supplier.objects.all()

    def get_context_data(self, **kwargs):
        asked = {text for text in self.request.GET.getlist("close") if text.isdecimal()}
        rows = choosable(self.object, self.request.user).select_related("provision")
        chosen = [row for row in rows if str(row.pk) in asked]
        ids = [row.pk for row in chosen]
        answer = card_if(self.object, ids, self.request.user, on=timezone.localdate())
        return super().get_context_data(
            chosen=chosen,
            query="&".join(f"close={pk}" for pk in ids),
            answer=answer,
            dimensions=self.dimensions(answer) if answer else [],
            **kwargs,
        )

    def dimensions(self, answer):
        """Each dimension with its points before and after."""
        after = {part.code: part for part in answer.after.dimensions}
        return [
            {"name": dimension_name(part.code), "before": part, "after": after[part.code]}
            for part in answer.before.dimensions
        ]
