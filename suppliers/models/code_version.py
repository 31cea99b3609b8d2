"""The code every supplier declares to comply with, in versions. One that was ever active is never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..rules.papers import plain_text, text_hash
from .versions import Version, life_of_version


class CodeVersion(Version):
    name = None
    title = models.CharField(_("title"), max_length=120)
    version = models.CharField(_("version"), max_length=20)
    sign_within_days = models.PositiveSmallIntegerField(
        _("to be signed within, days"), default=30, help_text=_("Counted from its activation.")
    )

    class Meta(Version.Meta):
        verbose_name = _("code version")
        verbose_name_plural = _("code versions")
        constraints = [
            *life_of_version("code_version"),
            models.UniqueConstraint(
                fields=["title", "version"], name="one_code_of_this_title_and_version"
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.version}"

    def text_in(self, language=None):
        """The CodeText in a language (default: the reader's), else in English, else any."""
        texts = {text.language: text for text in self.texts.all()}
        language = (language or get_language() or "").lower()
        return texts.get(language) or texts.get("en") or next(iter(texts.values()), None)


class CodeText(models.Model):
    """The text in one language. Its hash stands in every declaration that was signed with it."""

    code = models.ForeignKey(CodeVersion, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("text of the code")
        verbose_name_plural = _("texts of the code")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["code", "language"], name="one_code_text_a_language")
        ]

    def __str__(self):
        return f"{self.code_id} {self.language}"

    def save(self, *args, **kwargs):
        CodeVersion.refuse_unless_draft(self.code_id)
        self.text = plain_text(self.text)
        self.sha256 = text_hash(self.text)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        CodeVersion.refuse_unless_draft(self.code_id)
        return super().delete(*args, **kwargs)
