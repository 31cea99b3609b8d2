"""One item of the due list: why it is there, where it stands, and what a person may change."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.trail.models import Entry
from sustainportal.web.pages import ChangePage, DetailPage

from ..forms_due import ItemDropForm, ItemMoveForm
from ..models import Done, DueItem
from ..operations.due_items import drop_item, move_item
from ..wording_due import why_words

WITH_NAMES = DueItem.objects.select_related(
    "due_list__confirmed_by", "supplier", "decided_by", "done"
)
EARLIER = 5  # what was done before, at most


class DueItemDetail(DetailPage):
    permission = "suppliers.read_due_list"
    template_name = "suppliers/due_item_detail.html"
    queryset = WITH_NAMES

    def get_context_data(self, **kwargs):
        item = self.object
        earlier = Done.objects.visible_to(self.request.user).filter(
            supplier=item.supplier_id, kind=item.kind
        )
        return super().get_context_data(
            why=why_words(item),
            earlier=earlier[:EARLIER],
            may_change=item.state not in (item.State.DONE, item.State.DROPPED),
            entries=Entry.objects.about(item),
            **kwargs,
        )


class OneItem(ChangePage):
    permission = "suppliers.adjust_due_list"
    queryset = WITH_NAMES

    def get_context_data(self, **kwargs):
        item = self.object
        intro = (
            f"{item.supplier}: {item.get_kind_display()}, {item.when or item.get_state_display()}"
        )
        return super().get_context_data(**{"intro": intro} | kwargs)


class DueItemMove(OneItem):
    form_class = ItemMoveForm
    title = _("Move to another quarter")
    submit_label = _("Move")
    success_message = _("It is moved.")

    def get_initial(self):
        return {"quarter": self.object.quarter}

    def change(self, form):
        return move_item(item=self.object, by=self.request.user, at=now(), **form.cleaned_data)


class DueItemDrop(OneItem):
    form_class = ItemDropForm
    title = _("Take it off the list")
    submit_label = _("Take it off")
    success_message = _("It is off the list; the reason is kept.")

    def change(self, form):
        return drop_item(item=self.object, by=self.request.user, at=now(), **form.cleaned_data)
