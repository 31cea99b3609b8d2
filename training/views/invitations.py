"""Invite suppliers: choose a rule, look who that is and why, leave some out, then invite exactly those."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect, QueryDict
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.operations import ask
from sustainportal.web.pages import DetailPage

from .. import operations
from ..forms_invite import InviteForm
from ..models import Event
from ..operations.invitations import refuse_to_invite
from ..queries.invitation_reasons import reasons
from ..queries.invitations import counted, may_be_invited, suppliers_by, with_invited
from ..rules.invitation import AT_ONCE, keys_in, mark_of

A_PAGE = 50
FOUND = 8  # suppliers offered by a search for one to add


class EventInvite(DetailPage):
    """`findings=B2&tiers=1&tiers=2…`: the rule, in an address or sent by the page (pasted codes are longer than
    an address may be); `without=12.40`: left out; `q=`: looks among those that fit; `find=` and `add=`: one
    more by hand. Of a page whose boxes were changed, `shown` are the suppliers it showed and `take` those still
    ticked. `?mark=` in the address of a POST: invite them; it tells whom the rule named when they were shown."""

    permission = "training.plan_event"
    model = Event
    template_name = "training/event_invite.html"

    @property
    def asked(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    def chosen(self):
        """The words of the rule as they were asked, with the supplier that was just added."""
        words = QueryDict(mutable=True)
        for name in InviteForm.base_fields:
            words.setlist(name, [value for value in self.asked.getlist(name) if value])
            if not words.getlist(name):
                del words[name]
        if self.asked.get("add"):
            words["codes"] = f"{words.get('codes', '')}\n{self.asked['add']}".strip()
        return words

    @cached_property
    def form(self):
        words = self.chosen()
        if words or self.request.method == "POST":
            return InviteForm(words)
        known = InviteForm()
        codes = {code for _group, members in known.fields["findings"].choices if isinstance(members, list)
                 for code, _label in members}  # fmt: skip
        about = self.object.about
        return InviteForm(initial={"findings": about if about in codes else ""})

    @cached_property
    def without(self):
        """The keys of those left out, by the address and by the boxes of the page just seen."""
        shown, taken = keys_in(self.asked.get("shown", "")), set()
        for value in self.asked.getlist("take"):
            taken |= keys_in(value)
        return (keys_in(self.asked.get("without", "")) - shown) | (shown - taken)

    @cached_property
    def rule(self):
        """What is asked for; None while nothing is, or not rightly."""
        return self.form.rule() if self.form.is_bound and self.form.is_valid() else None

    @cached_property
    def suppliers(self):
        return with_invited(suppliers_by(self.rule), self.object)

    def get_context_data(self, **kwargs):
        words = self.chosen()
        context = super().get_context_data(
            form=self.form,
            carried=[(name, value) for name in words for value in words.getlist(name)],
            left_out=".".join(map(str, sorted(self.without))),
            find=self.asked.get("find", ""),
            found=self.found(),
            **kwargs,
        )
        return context | (self.preview() if self.rule else {})

    def preview(self):
        """Who fits, how many of them are new, and why: of one page."""
        q = self.asked.get("q", "").replace("\0", "").strip()
        rows = self.suppliers.search(q) if q else self.suppliers
        page = Paginator(rows.order_by("is_invited", "code"), A_PAGE).get_page(
            self.asked.get("page")
        )
        page.object_list = list(page.object_list.select_related("country"))
        why = reasons(self.rule, [supplier.pk for supplier in page.object_list])
        for supplier in page.object_list:
            supplier.why, supplier.taken = why[supplier.pk], supplier.pk not in self.without
        on_page = [s.pk for s in page.object_list if not s.is_invited]
        return {
            "counts": counted(self.suppliers, self.without),
            "mark": mark_of(self.suppliers.values_list("pk", flat=True)),
            "page_obj": page,
            "paginator": page.paginator,
            "q": q,
            "shown": ".".join(map(str, on_page)),
            "others_left_out": ".".join(map(str, sorted(self.without - set(on_page)))),
        }

    def found(self):
        """Suppliers a search offers to add by hand; None when nothing is searched for."""
        text = self.asked.get("find", "").replace("\0", "").strip()
        if not text:
            return None
        rows = may_be_invited().visible_to(self.request.user).search(text)
        return list(rows.order_by("name", "pk")[:FOUND])

    def get(self, request, *args, **kwargs):
        refuse_to_invite(self.object)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.rule is None:
            return self.render_to_response(self.get_context_data(), status=422)
        if "mark" not in request.GET:
            return self.render_to_response(self.get_context_data())  # they are only looked at
        keys = list(self.suppliers.values_list("pk", flat=True))
        if mark_of(keys) != request.GET.get("mark"):
            return self.refuse(_("The suppliers that fit have changed since you looked. Look again, then invite them."))  # fmt: skip
        if not counted(self.suppliers, self.without)["new"]:
            return self.refuse(_("Nobody is left to invite: choose others."))
        try:
            return HttpResponseRedirect(self.invite(keys))
        except NotNow as refusal:
            return self.refuse(str(refusal))

    def refuse(self, words):
        self.form.add_error(None, words)
        return self.render_to_response(self.get_context_data(), status=409)

    def invite(self, keys):
        """Invite them here, or by a worker when they are many; returns where to go on."""
        common = {"by": self.request.user, "at": now()}
        if counted(self.suppliers, self.without)["new"] > AT_ONCE:
            without = sorted(self.without & set(keys))
            job = ask("training.invite", event=self.object.pk, rule=self.rule, without=without,
                      mark=mark_of(keys), **common)  # fmt: skip
            return job.get_absolute_url()
        new = self.suppliers.filter(is_invited=False).exclude(pk__in=self.without)
        why = reasons(self.rule, new.values_list("pk", flat=True))
        count = operations.invite(self.object, why, **common)
        text = ngettext("%(n)d supplier is invited.", "%(n)d suppliers are invited.", count)
        messages.success(self.request, text % {"n": count})
        return self.object.get_absolute_url()
