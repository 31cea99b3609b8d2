"""Forms of the supplier's side: the plan with its actions, what was done, many plans at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField, OneFileField

from ..models import CorrectiveAction
from .audits import DateInput

KINDS = CorrectiveAction.Kind
TWO_ROWS = forms.Textarea(attrs={"rows": 2})
CAMERA = forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
WHYS = range(1, 6)
MOST_ACTIONS = 20

#: What each kind asks for.
ASKS = {
    KINDS.CORRECTIVE: (_("Corrective action"), _("What puts it right?")),
    KINDS.CONTAINMENT: (_("What was done at once"), _("Immediate containment.")),
    KINDS.PREVENTIVE: (_("So that it does not come back"), _("Preventive action.")),
}
#: The rows of an empty plan; the last ones may be of any kind.
OFFERED = (KINDS.CORRECTIVE, KINDS.CONTAINMENT, KINDS.PREVENTIVE)
FREE_ROWS = 2


class PhotoFields(forms.Form):
    """A photo straight from the phone's camera, and files; both clean to `files`."""

    photo = OneFileField(label=_("Take a photo"), required=False, widget=CAMERA, help_text="")
    files = FilesField()

    def clean(self):
        data = super().clean()
        photo = data.pop("photo", None)
        if photo:
            data["files"] = [photo, *data.get("files", [])]
        return data


class ActionRow(forms.Form):
    """One action. Empty rows are left out; who and when may be left to the first row."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS.choices, initial=KINDS.CORRECTIVE)
    text = forms.CharField(
        label=_("What is done"), max_length=2000, required=False, widget=TWO_ROWS
    )
    responsible = forms.CharField(label=_("Responsible person"), max_length=120, required=False)
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=DateInput)
    expected_on = forms.DateField(label=_("Done by"), required=False, widget=DateInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        said = self.data.get(self.add_prefix("asks")) if self.is_bound else self.initial.get("asks")
        self.asks = said or ""
        if self.asks in ASKS:
            self.fields["text"].label, self.fields["text"].help_text = ASKS[self.asks]
            self.fields["kind"].widget = forms.HiddenInput()

    @property
    def is_open(self):
        """Whether the row has its own person or days, or something wrong with them."""
        return any(self[name].value() or self[name].errors for name in WHO_AND_WHEN)


WHO_AND_WHEN = ("responsible", "starts_on", "expected_on")
ActionRows = forms.formset_factory(
    ActionRow, extra=0, max_num=MOST_ACTIONS, absolute_max=MOST_ACTIONS
)


class PlanOfActionForm(PhotoFields):
    """What the supplier will do – or why nothing. `rows` are its actions; each version is a new plan."""

    root_cause = forms.CharField(
        label=_("Root cause"), max_length=2000, required=False, widget=TWO_ROWS,
        help_text=_("Why could it happen?"),
    )  # fmt: skip
    no_action_because = forms.CharField(
        label=_("No action, because"), max_length=2000, required=False, widget=TWO_ROWS
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, may_refuse=True, actions=(), **kwargs):
        super().__init__(*args, **kwargs)
        for place in WHYS:
            self.fields[f"why_{place}"] = forms.CharField(
                label=_("Why?") if place == 1 else _("And why that?"), max_length=300, required=False
            )
        if not may_refuse:
            del self.fields["no_action_because"]
        self.rows = ActionRows(
            self.data if self.is_bound else None, prefix="action", initial=rows_for(actions),
            form_kwargs={"empty_permitted": False},
        )  # fmt: skip
        self.kept = []

    def whys(self):
        return [self[f"why_{place}"] for place in WHYS]

    def main_row(self):
        return self.rows.forms[0] if self.rows.forms else None

    def other_rows(self):
        return self.rows.forms[1:]

    def is_valid(self):
        return all([super().is_valid(), self.rows.is_valid()])

    def add_error(self, field, error):
        """What the operation refuses goes to its field, or to the row of its action."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for name, errors in error.error_dict.items():
            for one in errors:
                self._place(name, one)

    def _place(self, name, error):
        place = (error.params or {}).get("action")
        if place is not None:
            self.kept[place].add_error(name, error)
        elif name == KINDS.CORRECTIVE and self.rows.forms:
            self.rows.forms[0].add_error("text", error)
        else:
            super().add_error(name if name in self.fields else None, error)

    def plan(self):
        """The plan as operations.submit_plan takes it."""
        data = self.cleaned_data
        rest = ("root_cause", "no_action_because", "files", "seen")
        plan = {name: data[name] for name in rest if name in data}
        plan["whys"] = [data[f"why_{place}"] for place in WHYS]
        return plan | {"actions": self.actions()}

    def actions(self):
        """The rows that say something, each with its own person and days or those of the first row."""
        if not self.rows.forms:
            return []
        first = self.rows.forms[0].cleaned_data
        self.kept = [row for row in self.rows.forms if row.cleaned_data["text"].strip()]
        return [
            {"kind": row.cleaned_data["kind"], "text": row.cleaned_data["text"]}
            | {name: row.cleaned_data[name] or first[name] for name in WHO_AND_WHEN}
            for row in self.kept
        ]


def rows_for(actions):
    """Initial rows: the actions of the last version (or the first row's person and days), then a row of
    each kind that is missing, then free ones. What is as in the first row is not said again."""
    actions = [action | {"asks": action["kind"]} for action in actions]
    for action in actions[1:]:
        if all(action.get(name) == actions[0].get(name) for name in WHO_AND_WHEN):
            action |= dict.fromkeys(WHO_AND_WHEN)
    there = {action["kind"] for action in actions}
    missing = [{"kind": kind, "asks": kind} for kind in OFFERED if kind not in there]
    free = [{"kind": KINDS.CORRECTIVE}] * FREE_ROWS
    return [*actions, *missing, *free][:MOST_ACTIONS]


class ActionsForm(PhotoFields):
    """What was done, which actions are done since when, and what shows it."""

    done = forms.CharField(
        label=_("What was done?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, actions=(), today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = list(actions)
        for action in self.actions:
            self.fields[f"did_{action.number}"] = forms.BooleanField(
                label=_("Done"), required=False, initial=action.done_on is not None
            )
            self.fields[f"on_{action.number}"] = forms.DateField(
                label=_("Done on"), required=False, widget=DateInput,
                initial=action.done_on or today,
            )  # fmt: skip

    def ticks(self):
        """(action, its tick, its day) for the page."""
        return [
            (action, self[f"did_{action.number}"], self[f"on_{action.number}"])
            for action in self.actions
        ]

    def clean(self):
        data = super().clean()
        done_on = {}
        for action in self.actions:
            did, day = data.pop(f"did_{action.number}", False), f"on_{action.number}"
            on = data.pop(day, None)
            if did and not on and day not in self.errors:
                self.add_error(day, _("On which day?"))
            elif did:
                done_on[action.number] = on
        data["done_on"] = done_on
        return data

    def add_error(self, field, error):
        """A day the operation refuses is the day of its action."""
        if field is None and hasattr(error, "error_dict") and "done_on" in error.error_dict:
            for one in error.error_dict["done_on"]:
                number = self.actions[one.params["action"]].number
                super().add_error(f"on_{number}", one)
            return
        super().add_error(field, error)


class BulkRow(forms.Form):
    """One finding among many; without a corrective action it is left out."""

    text = forms.CharField(
        label=_("Corrective action"), max_length=2000, required=False, widget=TWO_ROWS
    )
    own_cause = forms.CharField(
        label=_("Its own root cause"), max_length=2000, required=False, widget=TWO_ROWS
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, finding, **kwargs):
        super().__init__(*args, prefix=f"finding-{finding.pk}", **kwargs)
        self.finding = finding


def begun(finding):
    """What a row begins with: the cause found for it since its last plan, if there is one."""
    cause = getattr(finding, "found_cause", None)
    return {"seen": finding.seen, "own_cause": cause.text if cause else ""}


class BulkPlanForm(forms.Form):
    """What many plans have in common, and `rows` with what each says. The rows are made of the findings
    the person may answer, never of ids that were sent."""

    root_cause = forms.CharField(
        label=_("Root cause"), max_length=2000, required=False, widget=TWO_ROWS,
        help_text=_("Of all of them; a finding may have its own."),
    )  # fmt: skip
    responsible = forms.CharField(label=_("Responsible person"), max_length=120)
    starts_on = forms.DateField(label=_("Starts on"), widget=DateInput)
    expected_on = forms.DateField(label=_("Done by"), widget=DateInput)

    def __init__(self, *args, findings=(), **kwargs):
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.rows = [
            BulkRow(data, finding=finding, initial=begun(finding)) for finding in findings
        ]

    def is_valid(self):
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def chosen(self):
        return [row for row in self.rows if row.cleaned_data["text"].strip()]

    def plans(self, rows):
        """These rows as operations.submit_plans takes them."""
        data = self.cleaned_data
        same = {name: data[name] for name in WHO_AND_WHEN}
        return [
            {
                "finding": row.finding,
                "root_cause": row.cleaned_data["own_cause"] or data["root_cause"],
                "actions": [{"kind": KINDS.CORRECTIVE, "text": row.cleaned_data["text"]} | same],
                "seen": row.cleaned_data["seen"],
            }
            for row in rows
        ]
