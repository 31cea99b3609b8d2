"""Groups of supervised suppliers: the list, and what one is made of."""

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.web.pages import ChangePage, ListPage, NewPage

from ..forms_groups import GroupForm
from ..models import SupervisionGroup
from ..operations import groups as operations
from ..queries.groups import group_rows
from ..workbooks.supervision import GROUP_COLUMNS

UNREAD = [("yes", _("with posts to read"))]


def leads(request):
    """Auditors, for those who may know their names."""
    if request.user.role not in (Role.PROCUREMENT, Role.ADMIN):
        return User.objects.none()
    return User.objects.filter(role=Role.AUDITOR).order_by("username")


class GroupFilter(django_filters.FilterSet):
    lead = django_filters.ModelChoiceFilter(queryset=leads, label=_("Auditor"))
    unread = django_filters.ChoiceFilter(choices=UNREAD, method="has_unread", label=_("Unread"))

    class Meta:
        model = SupervisionGroup
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.role not in (Role.PROCUREMENT, Role.ADMIN):
            del self.filters["lead"]
        if not self.request.user.has_perm("training.post"):
            del self.filters["unread"]

    def has_unread(self, rows, name, value):
        return rows.filter(unread__gt=0)


class GroupList(ListPage):
    permission = "training.read_group"
    model = SupervisionGroup
    filterset_class = GroupFilter
    template_name = "training/group_list.html"
    sorts = {
        "name": ("name",),
        "suppliers": ("supplier_count", "name"),
        "posts": ("post_count", "name"),
        "last": ("last_at", "name"),
        "unread": ("unread", "name"),
    }
    default_sort = "name"
    columns = GROUP_COLUMNS
    export_name = "groups"

    def get_queryset(self):
        return group_rows(self.request.user)


class GroupNew(NewPage):
    permission = "training.change_group"
    form_class = GroupForm
    title = _("New group")
    success_message = _("The group is there. Move suppliers into it from their supervision.")

    def cancel_address(self):
        return reverse("training:group_list")

    def change(self, form):
        return operations.keep_group(
            form.save(commit=False), robot_key=form.robot_key(),
            by=self.request.user, at=timezone.now(),
        )  # fmt: skip


class GroupChange(ChangePage):
    permission = "training.change_group"
    model = SupervisionGroup
    form_class = GroupForm
    title = _("Change the group")
    success_message = _("The group is changed.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.object}

    def change(self, form):
        return operations.keep_group(
            form.save(commit=False), robot_key=form.robot_key(),
            by=self.request.user, at=timezone.now(),
        )  # fmt: skip
