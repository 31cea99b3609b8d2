"""Input about rules of assignment and assignments."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from suppliers.models import RiskClass, Supplier

from .forms_invite import finding_choices
from .models import Course, CourseRule
from .queries.invitations import unknown_codes
from .rules.invitation import codes_in

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOST_AT_ONCE = 500  # suppliers chosen by hand


def published():
    """Courses that can be given: published ones, by title."""
    return Course.objects.filter(is_published=True).order_by("title", "pk")


class CourseField(forms.ModelChoiceField):
    """A published course; its code and language tell those of the same title apart."""

    def __init__(self, **kwargs):
        words = _(
            "Whoever uses the portal in another language gets it in that one, where there is one."
        )
        super().__init__(
            queryset=Course.objects.none(), label=_("Course"), **{"help_text": words} | kwargs
        )

    def label_from_instance(self, course):
        return f"{course.title} ({course.get_language_display()}) {course.code}"


def place_choices():
    """Sections and provisions a finding can lie in; nothing chosen first."""
    return [choice for choice in finding_choices() if choice[0] != "any"]


class CourseRuleForm(forms.ModelForm):
    """`where` and `risk_class` become the rule's value, as its kind asks."""

    course = CourseField()
    where = forms.ChoiceField(
        label=_("Provision or section"), choices=place_choices, required=False,
        help_text=_("For the rule “open finding in”: a section or a provision."),
    )  # fmt: skip
    risk_class = forms.ChoiceField(
        label=_("Risk class"),
        choices=[("", "---------"), *RiskClass.choices[:3]],
        required=False,
        help_text=_("For the rule “risk class”: as judged in the current risk year."),
    )
    field_order = ["course", "kind", "where", "risk_class", "due_days", "since"]

    class Meta:
        model = CourseRule
        fields = ["course", "kind", "due_days", "since"]
        widgets = {"since": DAY}
        labels = {"kind": _("Rule")}
        help_texts = {
            "since": _(
                "Findings discovered and suppliers added or approved before this day get nothing."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = published()
        self.fields["due_days"].min_value = 1
        self.fields["due_days"].validators = [MinValueValidator(1), MaxValueValidator(730)]
        rule = self.instance
        if rule.kind == CourseRule.Kind.FINDING:
            self.initial["where"] = rule.value
        elif rule.kind == CourseRule.Kind.RISK_CLASS:
            self.initial["risk_class"] = rule.value

    def clean_since(self):
        day = self.cleaned_data["since"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Choose a day of the years 2000 to 2100."))
        return day

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        self.instance.value = ""
        if kind == CourseRule.Kind.FINDING:
            self._take("where", _("Choose the section or the provision."))
        elif kind == CourseRule.Kind.RISK_CLASS:
            self._take("risk_class", _("Choose the class."))
        if kind and cleaned.get("course") and not self.errors:
            self._only_one(cleaned["course"], kind)
        return cleaned

    def _take(self, name, missing):
        self.instance.value = self.cleaned_data.get(name) or ""
        if not self.instance.value and name not in self.errors:
            self.add_error(name, missing)

    def _only_one(self, course, kind):
        same = CourseRule.objects.filter(course=course, kind=kind, value=self.instance.value)
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error(
                None, _("There is such a rule for this course already: change that one.")
            )


class AssignForm(forms.Form):
    course = CourseField()
    codes = forms.CharField(
        label=_("Suppliers, by their codes"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or several; a pasted column of codes will do."),
    )
    due_on = forms.DateField(label=_("To be completed by"), widget=DAY)
    why = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("The supplier reads this beside the course.")
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["course"].queryset = published()

    def clean_codes(self):
        codes = codes_in(self.cleaned_data["codes"])
        unknown, over = unknown_codes(codes)
        errors = [
            _("There is no supplier with the code %(code)s.") % {"code": code}
            for code in unknown[:20]
        ] + [
            _("%(code)s was merged into another supplier, rejected or ended.") % {"code": code}
            for code in list(over)[:20]
        ]
        if len(codes) > MOST_AT_ONCE:
            text = _("At most %(n)d suppliers at once; for more make a rule.")
            errors.append(text % {"n": MOST_AT_ONCE})
        if errors:
            raise forms.ValidationError(errors)
        return codes

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over: choose today or a later one."))
        if (day - self.today).days > 730:
            raise forms.ValidationError(_("Choose a day within two years."))
        return day

    def supplier_ids(self, user):
        """The suppliers named, as far as this person sees them."""
        rows = Supplier.objects.visible_to(user).filter(code__in=self.cleaned_data["codes"])
        return list(rows.order_by("pk").values_list("pk", flat=True))


class LiftForm(forms.Form):
    because = forms.CharField(label=_("Why it is lifted"), max_length=300)
