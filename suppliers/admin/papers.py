"""Papers in the admin site: code versions (a draft can be changed, nothing else), kinds of certificates,
opening balances, and what was handed in."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.read_only import ReadOnly

from ..models import (
    Certificate,
    CertificateKind,
    CodeText,
    CodeVersion,
    Declaration,
    DeclarationBalance,
)
from ..operations import activate_code, copy_code
from ..operations.code_versions import problems_of
from .risk import OfDraft


class TextInline(OfDraft, admin.StackedInline):
    model = CodeText
    extra = 0
    readonly_fields = ["sha256"]


@admin.register(CodeVersion)
class CodeVersionAdmin(OfDraft, admin.ModelAdmin):
    list_display = ["title", "version", "status", "valid_from", "source", "to_confirm"]
    list_display_links = ["title", "version"]
    list_filter = ["status", "to_confirm"]
    search_fields = ["title", "version", "source"]
    readonly_fields = ["status", "activated_at", "activated_by", "retired_at"]
    inlines = [TextInline]
    actions = ["activate", "copy_as_draft"]

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def save_related(self, request, form, formsets, change):
        """A draft may be unfinished; what still stands in its way is told at once."""
        super().save_related(request, form, formsets, change)
        for problem in problems_of(form.instance, today=localdate()):
            messages.warning(request, problem)

    @admin.action(description=_("Put into force (every supplier is asked to sign)"))
    def activate(self, request, chosen):
        if chosen.count() != 1:
            messages.error(request, gettext("Choose exactly one version."))
            return
        code = chosen.get()
        try:
            activate_code(code=code, by=request.user, at=now())
        except ValidationError as refusal:
            for problem in refusal.messages:
                messages.error(request, problem)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, gettext("%s is in force now; every supplier is asked to sign it.") % code
            )

    @admin.action(description=_("Copy as new draft"))
    def copy_as_draft(self, request, chosen):
        for code in chosen:
            draft = copy_code(code=code, version=free_version(code), by=request.user, at=now())
            messages.success(request, gettext("%s is a new draft.") % draft)


def free_version(code):
    """A version no code of this title has yet: today's date, and a number if need be."""
    base = localdate().isoformat()
    rows = CodeVersion.objects.filter(title=code.title, version__startswith=base)
    taken = set(rows.values_list("version", flat=True))
    names = (base if n == 1 else f"{base} ({n})" for n in range(1, len(taken) + 2))
    return next(free for free in names if free not in taken)


@admin.register(CertificateKind)
class CertificateKindAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "help", "management_system", "place"]
    list_display_links = ["code", "name"]
    search_fields = ["code", "name"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(DeclarationBalance)
class DeclarationBalanceAdmin(admin.ModelAdmin):
    list_display = ["year", "asked", "signed", "source"]
    search_fields = ["year", "source"]


@admin.register(Declaration)
class DeclarationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "code", "signed_on", "how", "state", "signer_name"]
    list_select_related = ["supplier", "code"]
    list_filter = ["state", "how", "code"]
    search_fields = ["supplier__code", "supplier__name", "signer_name"]
    show_full_result_count = False


@admin.register(Certificate)
class CertificateAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "kind", "number", "issued_on", "expires_on", "state"]
    list_select_related = ["supplier", "kind"]
    list_filter = ["state", "kind"]
    search_fields = ["supplier__code", "supplier__name", "number", "issuer"]
    show_full_result_count = False
