"""What do the words of a list mean?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Protocol, Provision, Rating
from ..operations.foreign_words import Words
from ..workbooks.foreign import DATE_FORMS

MOST = 60


class ListWordsForm(forms.Form):
    """One choice per word; what is left open stays refused."""

    def __init__(self, *args, asked, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.severities = list(asked.get("severity", ()))[:MOST]
        self.provisions = list(asked.get("provision", ()))[:MOST]
        if asked.get("dates"):
            self._choice(
                "dates",
                _("How are days such as “%(text)s” written?") % {"text": asked["dates"][0]},
                [(form, shown) for form, shown in DATE_FORMS],
            )
        self.missing = list(asked.get("missing", ()))[:MOST]
        for number, text in enumerate(self.missing):
            self.fields[f"missing_{number}"] = forms.BooleanField(
                label=_("“%(text)s” means an empty cell") % {"text": text}, required=False
            )
        for number, text in enumerate(self.severities):
            self._choice(f"severity_{number}", _("Which rating is “%(text)s”?") % {"text": text}, Rating.choices)
        if self.provisions:
            self._provisions(known)

    def _provisions(self, known):
        protocol = Protocol.objects.filter(is_current=True).order_by("standard", "version").last()
        rows = Provision.objects.filter(protocol=protocol)
        choices = [(row.code, str(row)) for row in rows]
        self._choice("default", _("Which provision is every other code?"), choices, known.default)
        for number, text in enumerate(self.provisions):
            self._choice(f"provision_{number}", _("Which provision is “%(text)s”?") % {"text": text}, choices)

    def _choice(self, name, label, choices, initial=""):
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, initial=initial, choices=[("", _("– not said –")), *choices]
        )

    def words(self):
        """The answers as Words; nothing of what was left open."""
        data = self.cleaned_data
        return Words(
            severity=self._said("severity", self.severities),
            provision=self._said("provision", self.provisions),
            default=data.get("default", ""),
            dates=[data["dates"]] if data.get("dates") else [],
            missing=[t for n, t in enumerate(self.missing) if data.get(f"missing_{n}")],
        )

    def _said(self, name, texts):
        given = [(text, self.cleaned_data[f"{name}_{number}"]) for number, text in enumerate(texts)]
        return {text: meant for text, meant in given if meant}
