"""Names to review: is this a supplier we know, or a new one? Two buttons, one answer, kept."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sustainportal.web.pages import ActOnOne, ListPage

from ..models import PossibleMatch, Supplier
from ..operations.review import answer_new, answer_same


class ReviewList(ListPage):
    permission = "suppliers.review_import"
    template_name = "suppliers/review_list.html"
    default_sort = "name"
    sorts = {"name": ("name",), "asked": ("created_at",)}
    paginate_by = 25

    def get_queryset(self):
        questions = PossibleMatch.objects.visible_to(self.request.user).open()
        return (
            questions.select_related("country")
            .prefetch_related("candidates__country", "rows")
            .annotate(waiting=Count("rows"))
        )


class Answer(ActOnOne):
    """Base of the two buttons: back to the list, with a word about rows that could not be taken in."""

    permission = "suppliers.review_import"
    model = PossibleMatch

    def act(self):
        for sentence in self.answer():
            messages.warning(self.request, sentence)
        return reverse("suppliers:review_list")


class ReviewSame(Answer):
    def answer(self):
        supplier = get_object_or_404(
            Supplier.objects.visible_to(self.request.user), pk=self.kwargs["supplier"]
        )
        refused = answer_same(match=self.object, supplier=supplier, by=self.request.user, at=now())
        words = {"name": self.object.name, "supplier": supplier}
        messages.success(self.request, _("“%(name)s” is now a spelling of %(supplier)s.") % words)
        return refused


class ReviewNew(Answer):
    def answer(self):
        refused = answer_new(match=self.object, by=self.request.user, at=now())
        messages.success(self.request, _("“%s” is now a supplier of its own.") % self.object.name)
        return refused
