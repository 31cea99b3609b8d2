"""The supplier: who they are, and every name they were ever written with."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import Contains
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules import identifiers
from ..rules.names import name_key
from .identifier import SupplierIdentifier
from .search import (
    OTHERS,
    OWN,
    Needle,
    Searched,
    Way,
    any_of,
    evened,
    found,
    found_by,
    has_index,
    has_one,
    is_apart,
    one_of,
)


class SupplierQuerySet(ScopedQuerySet):
    to_supplier = ""

    def standing(self):
        """Without the records that were merged into another."""
        return self.filter(merged_into=None)

    def search(self, text):
        """Suppliers whose code or a number begins with the text, or a name of which has it anywhere
        (Latin or Chinese, in whatever width, accents and legal forms aside). One or two letters must
        begin a word."""
        text = evened(text)
        if not text:
            return self
        ways = search_ways(text, needles_of(text))
        condition = found_by(ways) if has_index() else any_of(way.condition for way in ways)
        return self.none() if condition is None else self.filter(condition)


def found_at(path, text):
    """The condition on other rows that the supplier `path` leads to is found by `search`; None where none is.
    Few of them are named by their ids: so PostgreSQL asks each row by itself, not the suppliers again."""
    if not (evened(text) and has_index()):
        return Q(**{f"{path}__in": Supplier.objects.search(text).order_by().values("pk")})
    few, conditions = found(search_ways(evened(text), needles_of(evened(text))))
    ways = [one_of(few, path)] if few else []
    if conditions:
        many = Supplier.objects.filter(any_of(conditions)).order_by()
        ways.append(Q(**{f"{path}__in": many.values("pk")}))
    return any_of(ways) if ways else None


def needles_of(text):
    """The comparable form, and what was typed: it may break off in the middle of a legal form."""
    key = name_key(text)
    return [
        Needle(one) for one in sorted({key, text.lower()} - {""}) if one == key or not is_apart(key)
    ]


def search_ways(text, needles):
    """The ways a supplier is found: by name, by code, by another spelling, by a number."""
    if has_index():
        like = [Q(searched__contains=needle.indexed()) for needle in needles]
        named = Supplier.objects.alias(searched=Searched("name")).filter(any_of(like))
        spelt = SupplierAlias.objects.alias(searched=Searched("spelling")).filter(any_of(like))
        is_named = any_of(in_name(needle.indexed()) for needle in needles)
    else:
        is_named = any_of(n.within(column) for n in needles for column in ("name", "name_key"))
        named = Supplier.objects.filter(is_named)
        spelt = SupplierAlias.objects.filter(
            any_of(n.within(column) for n in needles for column in ("spelling", "key"))
        )
    coded, numbered = codes_like(text), numbers_like(text)
    ways = [
        Way(named.values("pk"), is_named, OWN),
        Way(Supplier.objects.filter(coded).values("pk"), coded, OWN),
        by_rows(spelt),
    ]
    return ways if numbered is None else [*ways, by_rows(numbered)]


def by_rows(rows):
    """The way by rows that belong to a supplier."""
    ids = rows.values("supplier")
    return Way(ids, has_one(rows) if has_index() else Q(pk__in=ids), OTHERS)


def in_name(text):
    """The condition that the indexed text of a supplier's name has this."""
    return Q(Contains(Searched(F("name")), Value(text)))


def codes_like(text):
    """By an index: LIKE without regard to case has none."""
    return any_of(Q(code__startswith=one) for one in sorted({text, text.upper(), text.lower()}))


def numbers_like(text):
    """The identifiers that begin with the text, with its separators or without; None when nothing is left."""
    kinds = (identifiers.LEI, identifiers.OTHER)
    written = sorted({identifiers.normalised(kind, text) for kind in kinds} - {""})
    if not written:
        return None
    like = any_of(Q(value__startswith=one) for one in written)
    return SupplierIdentifier.objects.filter(like)


class Supplier(models.Model):
    class Status(models.TextChoices):
        CANDIDATE = "candidate", _("Candidate")
        APPROVED = "approved", _("Approved")
        CONDITIONAL = "conditional", _("Conditionally approved")
        REJECTED = "rejected", _("Rejected")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")

    #: We may buy from them.
    QUALIFIED = (Status.APPROVED, Status.CONDITIONAL, Status.ACTIVE)
    #: We have parted: nobody invites, reminds, assigns or supervises them any more.
    PARTED = (Status.REJECTED, Status.ENDED)

    class Tier(models.IntegerChoices):
        ASSEMBLY = 1, _("1 – final assembly")
        COMPONENTS = 2, _("2 – components")
        RAW_MATERIAL = 3, _("3 – raw material")

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    country = models.ForeignKey(
        "suppliers.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country")
    )
    tier = models.PositiveSmallIntegerField(_("tier"), choices=Tier.choices, null=True, blank=True)
    category = models.CharField(_("category"), max_length=100, blank=True)
    region = models.CharField(
        _("region"),
        max_length=100,
        blank=True,
        db_default="",
        help_text=_("Province, state or economic zone, where the country alone says too little."),
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent company"),
    )
    sector = models.ForeignKey(
        "suppliers.Sector",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("sector"),
        help_text=_("What its greenhouse-gas intensity is taken from, as long as none was read."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE
    )
    is_key = models.BooleanField(_("key supplier"), default=False)
    customer_designated = models.BooleanField(_("customer-designated"), default=False)
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_here",
        verbose_name=_("merged into"),
    )
    created_at = models.DateTimeField(_("created"), editable=False)
    changed_at = models.DateTimeField(_("changed"), editable=False)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="supplier_name_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__isnull=True) | Q(tier__in=[1, 2, 3]), name="supplier_tier_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="supplier_not_its_own_parent",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.code})"

    def get_absolute_url(self):
        return reverse("suppliers:supplier_detail", args=[self.pk])

    @property
    def local_name(self):
        """The name in the local language, if one is known; one query."""
        local = self.aliases.filter(kind=SupplierAlias.Kind.LOCAL).order_by("spelling")
        return local.values_list("spelling", flat=True).first() or ""

    def save(self, *args, **kwargs):
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class AliasQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class SupplierAlias(models.Model):
    """Another spelling, kept as it was read."""

    class Kind(models.TextChoices):
        SPELLING = "spelling", _("Another spelling")
        LOCAL = "local", _("Name in the local language")
        FORMER = "former", _("Former name")

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="aliases")
    spelling = models.CharField(_("spelling"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.SPELLING, db_default="spelling"
    )

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["spelling"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "spelling"], name="one_alias_per_spelling")
        ]

    def __str__(self):
        return self.spelling

    def save(self, *args, **kwargs):
        self.key = name_key(self.spelling)
        super().save(*args, **kwargs)
