"""Rules of assignment: list, form, whom a rule reaches, on and off, apply now."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from suppliers.models import Supplier
from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.operations import ask
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage, NewPage

from ..forms_assignment import CourseRuleForm
from ..models import CourseRule
from ..operations.assignment import apply_rules
from ..operations.course_rules import keep_rule, switch_rule
from ..queries.course_answers import answered, counted
from ..rules.assignment import COMPLETED, GIVE, HAS_IT
from ..wording_assignment import rule_words, who_words

AT_ONCE = 300  # suppliers given a course by one request; more are given it by a worker
A_PAGE = 50
ANSWERS = (GIVE, HAS_IT, COMPLETED)  # `?answer=give` shows only these rows


def rules():
    """Rules are one company's own; they belong to no supplier."""
    return CourseRule.objects.select_related("course")


class RuleList(ListPage):
    permission = "training.assign_course"
    template_name = "training/rule_list.html"
    sorts = {"course": ("course__title",), "since": ("since",), "due": ("due_days",)}
    default_sort = "course"

    def get_queryset(self):
        made = Count("assignments")
        done = Count("assignments", filter=Q(assignments__completed_at__isnull=False))
        return rules().annotate(made=made, done=done)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for rule in context["object_list"]:
            rule.who = who_words(rule)
        return context


class RuleNew(NewPage):
    permission = "training.assign_course"
    template_name = "training/rule_form.html"
    form_class = CourseRuleForm
    title = gettext_lazy("New rule")
    intro = gettext_lazy(
        "Whoever fits gets the course, looked at every night. Look who that is before you switch it on."
    )
    submit_label = gettext_lazy("Look who that is")

    def get_initial(self):
        asked = self.request.GET
        where = asked.get("about", "")
        kind = {"kind": CourseRule.Kind.FINDING} if where else {}
        return {
            "since": timezone.localdate(), "course": asked.get("course", ""), "where": where, **kind
        }  # fmt: skip

    def cancel_address(self):
        return reverse("training:rule_list")

    def change(self, form):
        return _kept(form, self.request.user)


def _kept(form, user):
    rule = keep_rule(form.save(commit=False), by=user, at=timezone.now())
    return reverse("training:rule_detail", args=[rule.pk])


class OfRule:
    permission = "training.assign_course"
    model = CourseRule

    def get_queryset(self):
        return rules()

    def cancel_address(self):
        return reverse("training:rule_detail", args=[self.object.pk])


class RuleChange(OfRule, ChangePage):
    template_name = "training/rule_form.html"
    form_class = CourseRuleForm
    title = gettext_lazy("Change the rule")
    intro = gettext_lazy("What it has given already stays as it is.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.object}

    def change(self, form):
        return _kept(form, self.request.user)


class RuleDetail(OfRule, DetailPage):
    """Whom it would give the course to today, and why; who has it, and who has completed it."""

    template_name = "training/rule_detail.html"

    def get_context_data(self, **kwargs):
        found = answered(self.object, on=timezone.localdate())
        counts, asked = counted(found), self.request.GET.get("answer", "")
        if asked in ANSWERS:
            found = [fit for fit in found if fit.answer == asked]
        found.sort(key=lambda fit: fit.answer != GIVE)  # those that would get it first
        page = Paginator(found, A_PAGE).get_page(self.request.GET.get("page"))
        keys = {fit.supplier_id for fit in page.object_list}
        suppliers = Supplier.objects.visible_to(self.request.user).in_bulk(keys)
        rows = [
            (suppliers[fit.supplier_id], rule_words(*fit.why.partition(":")[::2]), fit)
            for fit in page.object_list
            if fit.supplier_id in suppliers
        ]
        return super().get_context_data(
            who=who_words(self.object), counts=counts, rows=rows, page_obj=page,
            paginator=page.paginator, given=self.object.assignments.count(),
            is_early=timezone.localdate() < self.object.since, answer=asked, **kwargs,
        )  # fmt: skip


class RuleSwitch(OfRule, ActOnOne):
    on = True

    def act(self):
        switch_rule(self.object, on=self.on, by=self.request.user, at=timezone.now())
        return self.cancel_address()


class RuleOn(RuleSwitch):
    success_message = gettext_lazy("The rule is in use: it is looked at every night.")


class RuleOff(RuleSwitch):
    on = False
    success_message = gettext_lazy("The rule is not used any more. What it has given stays.")


class RuleApply(OfRule, ActOnOne):
    """Without waiting for the night; very many suppliers by a worker."""

    def act(self):
        if not (self.object.is_active and self.object.course.is_published):
            raise NotNow(_("Put the rule to use first, and publish its course."))
        now = timezone.now()
        found = answered(self.object, on=timezone.localdate(now))
        ids = sorted({fit.supplier_id for fit in found if fit.answer == GIVE})
        if len(ids) > AT_ONCE:
            return ask(
                "training.apply_course_rules", by=self.request.user, at=now, rule=self.object.pk
            )
        made = apply_rules(suppliers=ids, at=now, rules=[self.object.pk])
        messages.success(self.request, given_words(self.object, made, len(ids)))
        return self.cancel_address()


def given_words(rule, made, suppliers):
    """What a rule has just given: a supplier gets the course once for every finding."""
    words = {"n": made, "suppliers": suppliers}
    if rule.kind != CourseRule.Kind.FINDING:
        text = ngettext(
            "%(n)d supplier is asked to take it.", "%(n)d suppliers are asked to take it.", made
        )
    elif suppliers == 1:
        text = ngettext(
            "%(n)d assignment (one per finding) at one supplier.",
            "%(n)d assignments (one per finding) at one supplier.",
            made,
        )
    else:
        text = _("%(n)d assignments (one per finding) at %(suppliers)d suppliers.")
    return text % words
