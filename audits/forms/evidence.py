"""A field for files that show something: judged by content while the form is checked."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from ..rules.uploads import Refused, upload

REFUSALS = {
    "empty": _("%(name)s is empty."),
    "too_large": _("%(name)s is larger than %(limit)s."),
    "kind": _("%(name)s is neither a picture nor a PDF."),
    "broken": _("%(name)s cannot be opened as what it claims to be."),
}

#: A lazy text with its number filled in, in the language of the reader.
counted = lazy(lambda text, count: str(text) % count, str)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class EvidenceField(forms.FileField):
    """Pictures (a phone offers its camera) and PDF, several at once; cleans to judged Uploads."""

    most = 10

    def __init__(self, **kwargs):
        accept = {"accept": "image/*,application/pdf"}
        super().__init__(
            **{
                "label": _("Photos or documents"),
                "required": False,
                "widget": ManyFiles(attrs=accept),
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
                limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
                errors.append(REFUSALS[refusal.code] % {"name": file.name, "limit": limit})
        if errors:
            raise forms.ValidationError(errors)
        return taken


def judged(file):
    """The file as an Upload; Refused without reading what is too large anyway."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused("too_large")
    return upload(file.name, file.read(), size_limit=settings.UPLOAD_MAX_BYTES)
