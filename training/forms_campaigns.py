"""Input about campaigns: what is mailed about which course, and to whom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms_assignment import CourseField, published
from .forms_invite import InviteForm


class CampaignForm(InviteForm):
    """What is mailed, and to whom: any rule that events are invited by."""

    title = forms.CharField(label=_("Subject of the mail"), max_length=200)
    course = CourseField()
    text = forms.CharField(
        label=_("Text of the mail"), max_length=3000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "It is mailed as you write it, in one language for all; the course's title and what it "
            "teaches follow in each reader's own."
        ),
    )  # fmt: skip
    not_completed = forms.BooleanField(
        label=_("leave out people who have completed the course"), required=False, initial=True
    )
    OWN = ("title", "course", "text")
    field_order = [*OWN, "everyone"]
    nobody_chosen = _("Choose who gets it: at least one of these, or all qualified suppliers.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = published()

    def rule(self):
        return {name: value for name, value in super().rule().items() if name not in self.OWN}

    def take(self, campaign):
        """The campaign with what was said."""
        kept = self.cleaned_data
        campaign.title, campaign.text = kept["title"], kept["text"]
        campaign.course, campaign.rule = kept["course"], self.rule()
        return campaign


def said(campaign):
    """What the form of a campaign begins with."""
    rule = dict(campaign.rule)
    codes = "\n".join(rule.pop("codes", []))
    own = {"title": campaign.title, "course": campaign.course_id, "text": campaign.text}
    return {"not_completed": False, **rule, "codes": codes, **own}
