"""What people may say about approvals and assessments. Checked here; changed by operations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField

from .models import Assessment
from .wording_approval import decisions, decisions_now

REASON_HELP = _("For colleagues only; the supplier does not see it.")


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class ProposeForm(forms.Form):
    """What one person proposes to a second one."""

    proposal = forms.ChoiceField(label=_("Proposed decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=REASON_HELP,
    )

    def __init__(self, *args, possible, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposal"].choices = decisions(possible)


class DecideForm(forms.Form):
    """`seen` is what the checklist looked like when the page was opened (operations.approvals.seen_as)."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    condition_until = forms.DateField(
        label=_("The condition is to be met by"),
        required=False,
        widget=DateInput,
        help_text=_("Only for a conditional approval."),
    )
    condition_text = forms.CharField(
        label=_("What must happen"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only for a conditional approval. The supplier reads this."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=REASON_HELP,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, possible, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = decisions_now(possible)


class AssessmentForm(forms.ModelForm):
    """Filled from `initial`. One score for each dimension of the kind, in `scores`."""

    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=DateInput,
        help_text=_("Leave empty and it holds as long as the approval policy says."),
    )
    reports = FilesField(label=_("Report"))
    #: What a draft looked like when the page was opened (operations.assessments.seen_as).
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    class Meta:
        model = Assessment
        fields = ["site", "assessed_on", "assessor", "organisation", "valid_until", "remark"]
        widgets = {"assessed_on": DateInput, "remark": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, supplier, kind, scores=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = supplier.sites.all()
        self.fields["site"].empty_label = _("the whole supplier")
        self.dimensions = list(kind.dimensions.all())
        known = dict(scores)
        for row in self.dimensions:
            self.fields[self.name_of(row)] = forms.DecimalField(
                label=str(row),
                min_value=0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
                initial=known.get(row.pk),
                help_text=_("weighs %s %%") % f"{row.weight.normalize():f}",
            )

    @staticmethod
    def name_of(dimension):
        return f"score_{dimension.pk}"

    def score_fields(self):
        return [self[self.name_of(row)] for row in self.dimensions]

    def facts(self):
        """What the operations take: the plain fields, the files, and {dimension: score}."""
        facts = {name: self.cleaned_data[name] for name in (*self.Meta.fields, "reports")}
        scores = {row: self.cleaned_data[self.name_of(row)] for row in self.dimensions}
        return facts | {"scores": scores}

    def _post_clean(self):
        """The model's own checks are left to the operation: there is no instance to check."""
