"""Risk models in the admin site: a draft can be changed, checked, looked at and put to use; the rest is read."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow

from ..forms_risk import ActivateForm
from ..models import CategoryWeight, ModelFactor, OverrideRule, RiskModel
from ..operations import activate_model, copy_model
from ..operations.risk_model import problems_of
from ..queries.risk_model import active_model
from ..queries.risk_preview import is_outdated, newest_preview, year_to_preview
from ..views.risk_preview import matrix
from ..wording import bands_text
from .risk import OfDraft


class CategoryInline(OfDraft, admin.TabularInline):
    model = CategoryWeight
    extra = 0


class FactorInline(OfDraft, admin.TabularInline):
    model = ModelFactor
    extra = 0
    autocomplete_fields = ["factor"]


class OverrideInline(OfDraft, admin.TabularInline):
    model = OverrideRule
    extra = 0
    autocomplete_fields = ["factor"]


@admin.register(RiskModel)
class RiskModelAdmin(OfDraft, admin.ModelAdmin):
    list_display = ["name", "status", "valid_from", "source", "to_confirm", "activated_at"]
    list_filter = ["status", "to_confirm"]
    search_fields = ["name", "source"]
    readonly_fields = ["status", "bands", "activated_at", "activated_by", "retired_at"]
    inlines = [CategoryInline, FactorInline, OverrideInline]
    actions = ["activate", "copy_as_draft"]
    fieldsets = [
        (None, {"fields": ["name", "valid_from", "source", "to_confirm", "status"]}),
        (_("Class bands"), {"fields": ["high_from", "medium_from", "bands", "red_flag_from"]}),
        (_("Coverage"), {"fields": ["coverage_floor"]}),
        (_("Scope"), {"fields": ["scope_amount", "scope_quarters"]}),
        (_("Life"), {"fields": ["activated_at", "activated_by", "retired_at"]}),
    ]

    class Media:
        css = {"all": ["risk_admin.css"]}

    @admin.display(description=_("the bands"))
    def bands(self, model):
        return bands_text(model)

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # a draft is deleted from its own page
        return actions

    def get_urls(self):
        own = [
            path(
                "<path:object_id>/activate/",
                self.admin_site.admin_view(self.activate_view),
                name="suppliers_riskmodel_activate",
            ),
            path(
                "<path:object_id>/copy/",
                self.admin_site.admin_view(self.copy_view),
                name="suppliers_riskmodel_copy",
            ),
        ]
        return own + super().get_urls()

    def get_deleted_objects(self, objs, request):
        """The drafts themselves: their rows and previews go with them, thousands perhaps."""
        return [str(obj) for obj in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    # --- what stands against it, always in sight ----------------------------------------------
    def change_view(self, request, object_id, form_url="", extra_context=None):
        model = self.get_object(request, unquote(object_id))
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **checks_of(model)}
        )

    # --- put to use ---------------------------------------------------------------------------
    def activate_view(self, request, object_id):
        """What would change, and the question whether it shall."""
        model = self.found(request, object_id)
        if not request.user.has_perm("suppliers.change_riskmodel"):
            raise PermissionDenied
        checks = checks_of(model)
        sent = request.POST if request.method == "POST" else None
        form = ActivateForm(sent, needs_reason=checks["needs_reason"])
        if form.is_valid():
            refusals = self.put_to_use(request, model, form.cleaned_data["without_preview"])
            if not refusals:
                return HttpResponseRedirect(self.address(model))
            for refusal in refusals:
                form.add_error(None, refusal)
        context = {
            **self.admin_site.each_context(request),
            **checks,
            "opts": self.opts,
            "original": model,
            "model": model,
            "title": gettext("Activate “%s”") % model,
            "form": form,
            "active": active_model(),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/suppliers/riskmodel/activate.html", context)

    def put_to_use(self, request, model, without_preview):
        """Activate; the sentences that refuse it, or none."""
        try:
            activate_model(model=model, without_preview=without_preview, by=request.user, at=now())
        except ValidationError as refusal:
            return refusal.messages
        except NotNow as refusal:
            return [str(refusal)]
        messages.success(request, gettext("%s is the active risk model now.") % model)
        return []

    @admin.action(description=_("Activate the model (retires the active one)"))
    def activate(self, request, chosen):
        if chosen.count() != 1:
            messages.error(request, gettext("Choose exactly one model."))
            return None
        return HttpResponseRedirect(
            reverse("admin:suppliers_riskmodel_activate", args=[chosen.get().pk])
        )

    # --- copied -------------------------------------------------------------------------------
    def copy_view(self, request, object_id):
        """A new draft from any model, opened at once."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        model = self.found(request, object_id)
        return HttpResponseRedirect(self.address(self.copied(request, model)))

    def found(self, request, object_id):
        """The model of an address; whatever is none is a 404."""
        model = self.get_object(request, unquote(object_id))
        if model is None:
            raise Http404
        return model

    @admin.action(description=_("Copy as new draft"))
    def copy_as_draft(self, request, chosen):
        for model in chosen:
            self.copied(request, model)

    def copied(self, request, model):
        draft = copy_model(model=model, name=free_name(model.name), by=request.user, at=now())
        messages.success(request, gettext("%s is a new draft.") % draft)
        return draft

    def address(self, model):
        return reverse("admin:suppliers_riskmodel_change", args=[model.pk])


def checks_of(model):
    """What the pages of a model show beside it: its problems, its newest preview, whether that still holds."""
    if model is None:
        return {}
    preview = newest_preview(model)
    outdated = bool(preview) and is_outdated(preview)
    return {
        "problems": problems_of(model) if model.is_draft else [],
        "is_draft": model.is_draft,
        "preview": preview,
        "outdated": outdated,
        "matrix": matrix(preview.counts) if preview else None,
        "needs_reason": year_to_preview() is not None and (preview is None or outdated),
    }


def free_name(name):
    """A name no model has yet: the old one with today's date, and a number if need be."""
    base = f"{name[:40]} {localdate().isoformat()}"
    taken = set(RiskModel.objects.filter(name__startswith=base).values_list("name", flat=True))
    names = (base if n == 1 else f"{base} ({n})" for n in range(1, len(taken) + 2))
    return next(free for free in names if free not in taken)
