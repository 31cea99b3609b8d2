"""Input about a supervision group. The robot's key goes in and never comes out."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from .models import SupervisionGroup
from .rules.robot import key_in


class GroupForm(forms.ModelForm):
    key = forms.CharField(
        label=gettext_lazy("Key of the WeCom group robot"), required=False, max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "The robot's address, or what follows “key=” in it. Posts of the board are then said in that "
            "chat, outside this portal. It is not shown again."
        ),
    )  # fmt: skip
    forget_key = forms.BooleanField(
        label=gettext_lazy("Forget the key: the robot says nothing more"), required=False
    )

    class Meta:
        model = SupervisionGroup
        fields = ["name", "about", "lead", "chat_link"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        auditors = User.objects.filter(role=Role.AUDITOR, is_active=True)
        self.fields["lead"].queryset = auditors.order_by("first_name", "last_name", "username")
        self.fields["lead"].empty_label = _("Nobody")
        self.fields["chat_link"].help_text = _(
            "For example of WeChat or WeCom; everybody of the group sees it."
        )
        if not settings.WECOM_ROBOTS:
            del self.fields["key"]
        elif self.instance.robot_key:
            self.fields["key"].help_text = _(
                "A key is kept. Leave this empty to keep it. With another key or none, posts the robot has "
                "not said yet are not said any more."
            )
        if not self.instance.robot_key:
            del self.fields["forget_key"]

    def clean_key(self):
        text = self.cleaned_data["key"]
        if text and not key_in(text):
            raise forms.ValidationError(
                _("This is no key of a robot. It stands behind “key=” in the robot's address.")
            )
        return key_in(text)

    def robot_key(self):
        """The key to keep; "" to forget it, None to leave it as it is."""
        if self.cleaned_data.get("key"):
            return self.cleaned_data["key"]
        return "" if self.cleaned_data.get("forget_key") else None
