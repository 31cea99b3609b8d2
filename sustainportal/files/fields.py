"""Form fields for files that show something: judged by content while the form is checked."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from .content import PAPERS, Refused, upload

REFUSALS = {
    "empty": _("%(name)s is empty."),
    "too_large": _("%(name)s is larger than %(limit)s."),
    "kind": _("%(name)s is neither a picture nor a PDF."),
    "broken": _("%(name)s cannot be opened as what it claims to be."),
}
ACCEPT = {"accept": "image/*,application/pdf"}

#: A lazy text with its number filled in, in the language of the reader.
counted = lazy(lambda text, count: str(text) % count, str)


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class OneFileField(forms.FileField):
    """A picture (a phone offers its camera) or a PDF; cleans to a judged Upload, or None. A field that
    takes other `kinds` says so in its `refusals`."""

    kinds = PAPERS
    refusals = REFUSALS

    def __init__(self, **kwargs):
        words = {"help_text": _("A picture or a PDF."), "widget": forms.FileInput(attrs={**ACCEPT})}
        super().__init__(**words | {"allow_empty_file": True} | kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return judged(file, self.kinds)
        except Refused as refusal:
            text = refusal_text(file, refusal, self.refusals)
            raise forms.ValidationError(text) from refusal


class FilesField(forms.FileField):
    """Pictures and PDF, several at once; cleans to judged Uploads."""

    most = 10

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "label": _("Photos or documents"),
                "required": False,
                "widget": ManyFiles(attrs={**ACCEPT}),
                "help_text": _("Pictures or PDF, at most %d files."),
            }
            | kwargs
        )
        self.help_text = counted(self.help_text, self.most)

    def clean(self, data, initial=None):
        files = [file for file in (data or []) if file]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise forms.ValidationError(_("At most %d files at once.") % self.most)
        sizes = [file.size for file in files]
        if files and max(sizes) <= settings.UPLOAD_MAX_BYTES < sum(sizes):
            limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
            raise forms.ValidationError(_("Together the files are larger than %s.") % limit)
        errors, taken = [], []
        for file in files:
            try:
                taken.append(judged(file))
            except Refused as refusal:
                errors.append(refusal_text(file, refusal))
        if errors:
            raise forms.ValidationError(errors)
        return taken


def refusal_text(file, refusal, refusals=REFUSALS):
    """Why this file is not taken, as a sentence."""
    limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
    return refusals[refusal.code] % {"name": file.name, "limit": limit}


def judged(file, kinds=PAPERS):
    """The file as an Upload; Refused without reading what is too large anyway."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused("too_large")
    return upload(file.name, file.read(), size_limit=settings.UPLOAD_MAX_BYTES, kinds=kinds)
