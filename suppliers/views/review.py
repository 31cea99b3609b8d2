"""Names to review: is this a supplier we know, or a new one? One click answers, and the next is shown."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sustainportal.web.pages import ActOnOne, DetailPage, ListPage

from ..models import PossibleMatch, Supplier
from ..operations.review import answer_new, answer_same, undo_automatic
from ..queries.review import next_question, side_by_side
from ..wording_matching import score_words


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

    def get_context_data(self, **kwargs):
        matched = PossibleMatch.objects.visible_to(self.request.user).matched_automatically()
        return super().get_context_data(automatic=matched.count(), **kwargs)


class AutomaticList(ListPage):
    """Names that the score alone brought to a supplier, with its parts; each can be taken back."""

    permission = "suppliers.review_import"
    template_name = "suppliers/automatic_list.html"
    default_sort = "-matched"
    sorts = {"name": ("name",), "matched": ("decided_at",)}
    paginate_by = 50

    def get_queryset(self):
        matched = PossibleMatch.objects.visible_to(self.request.user).matched_automatically()
        return matched.select_related("country", "supplier")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for match in context["object_list"]:
            parts = next(iter(match.evidence.values()), None)
            match.why = score_words(parts) if parts else "–"
        return context


class ReviewDetail(DetailPage):
    """One question: the row as it was read beside every candidate, and the parts of their scores."""

    permission = "suppliers.review_import"
    queryset = PossibleMatch.objects.select_related("country", "supplier")
    template_name = "suppliers/review_detail.html"

    def get_context_data(self, **kwargs):
        questions = PossibleMatch.objects.visible_to(self.request.user).open()
        return super().get_context_data(
            **side_by_side(self.object),
            left=questions.count(),
            following=next_question(questions, after=self.object),
            **kwargs,
        )


class Answer(ActOnOne):
    """Base of the buttons: on to the next question, with a word about rows that could not be taken in."""

    permission = "suppliers.review_import"
    model = PossibleMatch

    def act(self):
        questions = PossibleMatch.objects.visible_to(self.request.user).open()
        following = next_question(questions, after=self.object)
        for sentence in self.answer():
            messages.warning(self.request, sentence)
        if following and self.request.POST.get("go_on"):
            return reverse("suppliers:review_detail", args=[following.pk])
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


class ReviewUndo(ActOnOne):
    """Take an answer back that the score alone gave: the name becomes a supplier of its own."""

    permission = "suppliers.review_import"
    model = PossibleMatch

    def act(self):
        supplier = undo_automatic(match=self.object, by=self.request.user, at=now())
        messages.success(self.request, _("“%s” is now a supplier of its own.") % self.object.name)
        return supplier
