"""A course's lessons and questions as an administrator keeps them."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sustainportal.files.content import FILMS, PAPERS
from sustainportal.files.fields import REFUSALS, OneFileField

from .models import Lesson, VideoHost
from .rules.video import host_of, is_host

ACCEPT = {"accept": "image/*,application/pdf,video/mp4,video/webm"}


class LessonFileField(OneFileField):
    """A picture, a PDF or a film."""

    kinds = PAPERS | FILMS
    refusals = REFUSALS | {
        "kind": _("%(name)s is neither a picture, a PDF nor a film (MP4 or WebM)."),
    }


class LessonForm(forms.ModelForm):
    file = LessonFileField(
        label=_("Film or document"),
        required=False,
        help_text=_(
            "A film (MP4 or WebM) for a video, a picture or a PDF for a document. "
            "A new file takes the place of the one there is."
        ),
        widget=forms.FileInput(attrs=ACCEPT),
    )
    take_file_away = forms.BooleanField(label=_("Take the file away"), required=False)

    class Meta:
        model = Lesson
        fields = ["course", "position", "title", "kind", "body", "address", "minutes"]
        widgets = {"body": forms.Textarea(attrs={"rows": 14, "cols": 90})}
        help_texts = {
            "body": _(
                "An empty line ends a paragraph. “# ” begins a heading, “- ” a point, “1. ” a step."
            )
        }

    def clean_address(self):
        """A trusted host by its exact name, and never our own: its pages would run as ours."""
        address = self.cleaned_data["address"]
        if not address:
            return address
        host = host_of(address)
        if not host:
            raise forms.ValidationError(
                _("Give an address that begins with https:// and names a host without a port.")
            )
        trusted = VideoHost.objects.values_list("host", flat=True)
        if host not in trusted or host == host_of(settings.PORTAL_ADDRESS):
            raise forms.ValidationError(
                _("%(host)s is not among the video hosts: %(hosts)s. Add it there first.")
                % {"host": host, "hosts": ", ".join(trusted) or "–"}
            )
        return address

    def clean(self):
        cleaned = super().clean()
        kind, file = cleaned.get("kind"), cleaned.get("file")
        if kind == Lesson.Kind.TEXT and not cleaned.get("body"):
            self.add_error("body", _("Write the text of the lesson."))
        if kind != Lesson.Kind.VIDEO and cleaned.get("address"):
            self.add_error("address", _("Only a video has an address."))
        if file and kind == Lesson.Kind.TEXT:
            self.add_error("file", _("A text has no file: choose the kind document or video."))
        elif file and (file.content_type in FILMS) != (kind == Lesson.Kind.VIDEO):
            self.add_error("file", _("A video takes a film; a document a picture or a PDF."))
        return cleaned


class VideoHostForm(forms.ModelForm):
    class Meta:
        model = VideoHost
        fields = ["host", "note"]

    def clean_host(self):
        host = self.cleaned_data["host"].strip().lower()
        if not is_host(host):
            raise forms.ValidationError(
                _("Give the bare name of the host, for example player.example.org.")
            )
        if host == host_of(settings.PORTAL_ADDRESS):
            raise forms.ValidationError(_("This is the portal itself: upload the film instead."))
        return host


class PublishedLessons(forms.BaseInlineFormSet):
    """A published course has at least one lesson."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        left = [form for form in kept if not form.cleaned_data.get("DELETE")] if kept else []
        if self.instance.is_published and not left:
            raise forms.ValidationError(_("A course needs a lesson before it is published."))


class FairChoices(forms.BaseInlineFormSet):
    """At least two choices, one of them right and one of them wrong."""

    def clean(self):
        super().clean()
        rows = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]
        right = [row.get("is_right") for row in rows if row.get("text") and not row.get("DELETE")]
        if not any(right):
            raise forms.ValidationError(_("Mark at least one answer as right."))
        if all(right):
            raise forms.ValidationError(_("Give at least one answer that is wrong."))
