import django_filters
import pytest
from django import forms
from django.http import QueryDict

from suppliers.models import Country, Supplier
from sustainportal.web.templatetags.page import control


class Filter(django_filters.FilterSet):
    tier = django_filters.ChoiceFilter(choices=Supplier.Tier.choices)
    country = django_filters.ModelChoiceFilter(queryset=Country.objects.all())
    is_key = django_filters.BooleanFilter()
    status = django_filters.TypedChoiceFilter(choices=[("a", "A <b>"), ("b", "B")])
    name = django_filters.CharFilter()

    class Meta:
        model = Supplier
        fields = []


def rendered(name, query=""):
    form = Filter(QueryDict(query), queryset=Supplier.objects.none()).form
    return control(form[name])


def test_a_choice_left_open_says_all(db, country):
    for name in ("tier", "country", "is_key", "status"):
        assert rendered(name).count(">All</option>") == 1, name
        assert "Unknown" not in rendered(name)


def test_the_chosen_value_stays_chosen(db, country):
    assert '<option value="2" selected>2 – components</option>' in rendered("tier", "tier=2")
    assert '<option value="VN" selected>Vietnam</option>' in rendered("country", "country=VN")
    assert '<option value="true" selected>Yes</option>' in rendered("is_key", "is_key=true")
    assert rendered("tier").count(" selected") == 1  # "All"


def test_labels_and_values_are_escaped(db):
    assert "A &lt;b&gt;</option>" in rendered("status")
    assert "<script>" not in rendered("status", "status=<script>")


def test_the_control_belongs_to_its_label(db):
    text = rendered("tier")
    assert 'name="tier"' in text and 'id="id_tier"' in text
    assert 'class="form-select form-select-sm"' in text


def test_other_controls_are_djangos_own(db):
    assert '<input type="text" name="name"' in rendered("name")


@pytest.mark.parametrize("kind", [forms.SelectMultiple, forms.CheckboxSelectMultiple])
def test_several_choices_stay_several(kind):
    class Form(forms.Form):
        tiers = forms.MultipleChoiceField(choices=[("1", "One")], widget=kind)

    assert ">All<" not in control(Form()["tiers"])
