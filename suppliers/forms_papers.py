"""What people may say about declarations and certificates. Checked here; changed by operations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import OneFileField

from .models import Certificate, CodeVersion, Declaration


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class PaperForm(forms.ModelForm):
    """Fields as the model has them; the operation judges the whole, and no instance is made here."""

    def _post_clean(self):
        pass


class SignForm(PaperForm):
    """`code`, `language` and `text_sha256` say which text was on the page."""

    code = forms.ModelChoiceField(
        CodeVersion.objects.exclude(status=CodeVersion.Status.DRAFT), widget=forms.HiddenInput
    )
    language = forms.CharField(max_length=10, widget=forms.HiddenInput)
    text_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    entitled = forms.BooleanField()

    class Meta:
        model = Declaration
        fields = ["signer_name", "signer_function"]
        labels = {"signer_name": _("Your name"), "signer_function": _("Your function")}

    def __init__(self, *args, supplier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entitled"].label = _(
            "I have read the text and am entitled to sign it for “%(supplier)s”."
        ) % {"supplier": supplier.name}


class DeclarationForm(PaperForm):
    """A declaration signed on paper. `codes`: the versions it may be of."""

    upload = OneFileField(label=_("The signed declaration"))

    class Meta:
        model = Declaration
        fields = ["code", "signed_on", "signer_name", "signer_function"]
        widgets = {"signed_on": DateInput()}
        labels = {"code": _("Version of the code"), "signer_name": _("Signed by (name)")}

    def __init__(self, *args, codes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].queryset = codes
        self.fields["code"].empty_label = None


class CertificateForm(PaperForm):
    """A certificate of one supplier: its own sites, and what it may renew."""

    upload = OneFileField(
        label=_("The certificate"), help_text=_("A photo that can be read, or a PDF.")
    )

    class Meta:
        model = Certificate
        fields = ["kind", "number", "issuer", "issued_on", "expires_on", "site", "scope", "renews"]
        widgets = {
            "issued_on": DateInput(),
            "expires_on": DateInput(),
            "scope": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "site": _("Leave empty if it holds for the whole company."),
            "issuer": _("The body that certified you."),
            "renews": _("If it follows one that is here already."),
        }

    def __init__(self, *args, supplier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = supplier.sites.all()
        before = supplier.certificates.accepted().not_renewed().select_related("kind")
        self.fields["renews"].queryset = before
        self.fields["renews"].label_from_instance = lambda row: f"{row} – {row.expires_on}"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
