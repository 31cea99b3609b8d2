"""An administrator builds a questionnaire: sections, questions, conditions; and a used one stays."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Question, Questionnaire, Section
from audits.operations.questionnaires import copy_questionnaire
from audits.rules.survey import visible
from sustainportal.trail.models import Entry

YES_NO = [["yes", "Yes", 1], ["no", "No", 0]]


@pytest.fixture
def admin_site(as_user, admin_user):
    return as_user(admin_user)


@pytest.fixture
def built(catalogues):
    """A questionnaire of two sections: A1 asks, A2 hangs on it, B1 is a number."""
    questionnaire = Questionnaire.objects.create(title="Water", version="1")
    a, b = (
        Section.objects.create(questionnaire=questionnaire, code=code, number=n, title=code)
        for n, code in enumerate("AB", start=1)
    )
    make = {"questionnaire": questionnaire, "text": "Asked?"}
    gate = Question.objects.create(
        section=a, key="gate", number=1, kind="choice", options=YES_NO, **make
    )
    Question.objects.create(
        section=a, key="hangs", number=2, kind="choice", options=YES_NO, shown_if=gate,
        shown_if_values=["yes"], **make,
    )  # fmt: skip
    Question.objects.create(section=b, key="litres", number=3, kind="number", unit="m³", **make)
    return questionnaire


def fields(question, **changed):
    """The form of a question's page."""
    facts = {
        "section": question.section_id, "number": question.number, "key": question.key,
        "kind": question.kind, "text": question.text, "weight": "1",
        "options": json.dumps(question.options), "other_units": json.dumps(question.other_units),
        "unit": question.unit, "shown_if": question.shown_if_id or "",
        "shown_if_values": json.dumps(question.shown_if_values),
    }  # fmt: skip
    return facts | changed


def page_of(question):
    return reverse("admin:audits_question_change", args=[question.pk])


def refusals(response):
    return {
        name: [str(text) for text in texts]
        for name, texts in response.context["adminform"].form.errors.items()
    }


def test_a_questionnaire_begins_with_its_sections(admin_site):
    form = {
        "title": "Water", "version": "1", "is_current": "on",
        "sections-TOTAL_FORMS": "2", "sections-INITIAL_FORMS": "0",
        "sections-0-code": "A", "sections-0-number": "1", "sections-0-title": "Use",
        "sections-1-code": "B", "sections-1-number": "2", "sections-1-title": "Loss",
        "questions-TOTAL_FORMS": "0", "questions-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert admin_site.post(reverse("admin:audits_questionnaire_add"), form).status_code == 302
    made = Questionnaire.objects.get(title="Water")
    assert [section.code for section in made.sections.all()] == ["A", "B"]
    page = admin_site.get(reverse("admin:audits_questionnaire_change", args=[made.pk])).text
    assert f"?questionnaire={made.pk}" in page


def test_a_question_is_added_on_its_own_page(admin_site, built):
    section = built.sections.get(code="B")
    address = f"{reverse('admin:audits_question_add')}?questionnaire={built.pk}"
    page = admin_site.get(address)
    offered = [str(row) for row in page.context["adminform"].form.fields["section"].queryset]
    assert offered == ["A – A", "B – B"]
    gate = built.questions.get(key="gate")
    new = Question(section=section, number=4, key="tons", kind="number", text="How much?", unit="t",
                   other_units=[["kg", 0.001]], shown_if=gate, shown_if_values=["yes"])  # fmt: skip
    response = admin_site.post(address, fields(new) | {"questionnaire": built.pk})
    assert response.status_code == 302
    kept = Question.objects.get(key="tons")
    assert (kept.questionnaire, kept.other_units, kept.shown_if) == (built, [["kg", 0.001]], gate)


@pytest.mark.parametrize(
    ("key", "changed", "field", "sentence"),
    [
        ("hangs", {"shown_if_values": '["maybe"]'}, "shown_if_values",
         "“gate” has no choice “maybe”; it has: yes, no."),
        ("hangs", {"shown_if_values": "[]"}, "shown_if_values",
         "Name at least one answer that shows the question."),
        ("hangs", {"shown_if": ""}, "shown_if_values",
         "Name the question these answers belong to."),
        ("gate", {"number": 3}, "number",
         "A 2 hangs is shown because of this question and has to come after it."),
        ("gate", {"options": '[["y", "Yes", 1], ["no", "No", 0]]'}, "options",
         "A 2 hangs is shown for an answer that would be gone: yes."),
        ("gate", {"options": '[["yes", "Yes", 1], ["yes", "No", 0]]'}, "options",
         "Choice 2: the value “yes” is there already."),
        ("gate", {"options": '[["yes", "Yes", 1, "是"], ["no", "No", 0]]'}, "options",
         "Choice 1: write [value, label, share from 0 to 1], then both Chinese labels or none."),
        ("gate", {"unit": "t"}, "unit", "Only a number has this."),
        ("litres", {"other_units": '[["L", 0]]'}, "other_units",
         "Unit 1: write [unit, how many of “m³” one of it is]."),
        ("litres", {"other_units": '[["m³", 1]]'}, "other_units",
         "Unit 1: “m³” is there already."),
        ("litres", {"unit": "", "other_units": '[["L", 0.001]]'}, "other_units",
         "Other units need a unit that they are turned into."),
        ("litres", {"least": "5", "most": "4"}, "most",
         "The highest plausible number is below the lowest."),
        ("litres", {"none_at": "5"}, "full_at",
         "A scale has two ends: the number that earns nothing and that which earns all."),
        ("litres", {"posts_factor": "moon"}, "posts_factor", "There is no factor with this code."),
        ("litres", {"kind": "date", "posts_factor": "sector_ghg"}, "posts_factor",
         "Nothing can be read from this kind of answer."),
        ("litres", {"options": '[["yes", "Yes", 1]]'}, "options",
         "Only a question with choices has choices."),
        ("litres", {"kind": "text", "unit": ""}, "weight", "A text earns nothing: give it weight 0."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(admin_site, built, key, changed, field, sentence):
    question = built.questions.get(key=key)
    response = admin_site.post(page_of(question), fields(question, **changed))
    assert sentence in refusals(response)[field]
    question.refresh_from_db()
    assert question.options == ([] if key == "litres" else YES_NO)


@pytest.mark.parametrize(
    "changed",
    [{"least": "4", "most": "4"}, {"none_at": "0", "full_at": "1"}, {"posts_factor": "sector_ghg"},
     {"other_units": '[["L", 0.001]]'}],
)  # fmt: skip
def test_what_is_right_is_kept(admin_site, built, changed):
    question = built.questions.get(key="litres")
    assert admin_site.post(page_of(question), fields(question, **changed)).status_code == 302


def test_a_condition_is_chosen_from_the_same_questionnaire(admin_site, built):
    other = Question.objects.get(questionnaire__version="2026.1", key="fees")
    question = built.questions.get(key="litres")
    response = admin_site.post(
        page_of(question), fields(question, shown_if=other.pk, shown_if_values='["yes"]')
    )
    assert set(refusals(response)) == {"shown_if", "shown_if_values"}


def test_sections_do_not_change_places_across_a_condition(admin_site, built):
    a, b = built.sections.all()
    built.questions.filter(key="litres").update(
        shown_if=built.questions.get(key="gate"), shown_if_values=["yes"]
    )
    form = {
        "title": "Water", "version": "1", "sections-TOTAL_FORMS": "2", "sections-INITIAL_FORMS": "2",
        "sections-0-id": a.pk, "sections-0-code": "A", "sections-0-number": "5",
        "sections-0-title": "A", "sections-1-id": b.pk, "sections-1-code": "B",
        "sections-1-number": "2", "sections-1-title": "B",
        "questions-TOTAL_FORMS": "3", "questions-INITIAL_FORMS": "3",
    }  # fmt: skip
    address = reverse("admin:audits_questionnaire_change", args=[built.pk])
    response = admin_site.post(address, form)
    assert "B 3 litres would come before “gate”, which it depends on." in response.text
    assert admin_site.post(address, form | {"sections-0-number": "1"}).status_code == 302


def test_a_used_questionnaire_takes_no_change(admin_site, survey):
    used = survey.questionnaire
    question = used.questions.get(key="fees")
    assert admin_site.post(page_of(question), fields(question)).status_code == 403
    remove = reverse("admin:audits_question_delete", args=[question.pk])
    assert admin_site.post(remove, {"post": "yes"}).status_code == 403
    page = admin_site.get(reverse("admin:audits_questionnaire_change", args=[used.pk])).text
    assert 'name="sections-0-title"' not in page
    assert 'name="title"' not in page
    assert 'name="is_current"' in page
    new = admin_site.get(f"{reverse('admin:audits_question_add')}?questionnaire={used.pk}")
    offered = new.context["adminform"].form.fields["questionnaire"].queryset
    assert used not in offered
    address = reverse("admin:audits_question_add")
    free = Question(section=question.section, number=99, key="late", kind="text", text="Late?")
    refused = admin_site.post(address, fields(free, weight="0") | {"questionnaire": used.pk})
    assert "questionnaire" in refusals(refused)


def test_a_copy_is_a_new_version_with_all_its_conditions(admin_site, admin_user, survey):
    original = Questionnaire.objects.get(version="2026.2")
    address = reverse("admin:audits_questionnaire_changelist")
    form = {"action": "copy_as_new_version", "_selected_action": [original.pk]}
    admin_site.post(address, form)
    admin_site.post(address, form)
    copies = Questionnaire.objects.filter(title=original.title).exclude(pk=original.pk)
    assert sorted(copy.version for copy in copies) == ["2026.2-2", "2026.2-3"]
    copy = copies.get(version="2026.2-2")
    assert copy.is_current is False
    asked = [question.asked() for question in copy.questions.all()]
    assert asked == [question.asked() for question in original.questions.all()]
    assert visible(asked, {}) == visible([q.asked() for q in original.questions.all()], {})
    assert {q.shown_if.questionnaire for q in copy.questions.exclude(shown_if=None)} == {copy}
    assert set(copy.questions.values_list("section__questionnaire", flat=True)) == {copy.pk}
    assert (
        Entry.objects.filter(event="audits.questionnaire.copied", actor_id=admin_user.pk).count()
        == 2
    )


def test_a_long_questionnaire_costs_as_many_queries_as_a_short_one(admin_site, catalogues):
    counts = []
    for version in ("2026.1", "2026.1", "2026.2"):
        pk = Questionnaire.objects.get(version=version).pk
        with CaptureQueriesContext(connection) as asked:
            admin_site.get(reverse("admin:audits_questionnaire_change", args=[pk]))
        counts.append(len(asked))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("empty", ["", "null", "[]"])
def test_nothing_written_is_an_empty_list(admin_site, built, empty):
    question = built.questions.get(key="litres")
    changed = {"options": empty, "other_units": empty, "shown_if_values": empty}
    assert admin_site.post(page_of(question), fields(question, **changed)).status_code == 302
    question.refresh_from_db()
    assert (question.options, question.other_units, question.shown_if_values) == ([], [], [])


@pytest.mark.parametrize("key", ["gate", "litres"])
@pytest.mark.parametrize("field", ["options", "other_units", "shown_if_values"])
@pytest.mark.parametrize(
    "written",
    ["5", "{}", "0", "false", '{"a": 1}', "[1]", '[["a\\u0000", "A", 1]]', '[["a", "A\\ud800", 1]]',
     '[["a", 1' + "0" * 400 + "]]", '[["a", "A", 1' + "0" * 400 + "]]", '[["a", "A", ' + "9" * 5000 + "]]",
     "[" * 100_000, '[["a", NaN]]'],
)  # fmt: skip
def test_whatever_is_written_is_refused_by_name(admin_site, built, key, field, written):
    question = built.questions.get(key=key)
    answer = admin_site.post(page_of(question), fields(question, **{field: written}))
    assert answer.status_code == 200
    assert field in refusals(answer)


def test_a_condition_of_another_version_is_no_condition(admin_site, admin_user, built, now):
    copy = copy_questionnaire(questionnaire=built, version="2", by=admin_user, at=now)
    gate = built.questions.get(key="gate")
    new = Question(section=copy.sections.get(code="B"), number=9, key="new", kind="text", text="T",
                   shown_if=gate, shown_if_values=["yes"])  # fmt: skip
    address = reverse("admin:audits_question_add")
    answer = admin_site.post(address, fields(new, weight="0") | {"questionnaire": copy.pk})
    assert refusals(answer) == {
        "shown_if": ["“gate” is not an earlier question of this questionnaire."]
    }
    labels = [label for _value, label in answer.context["adminform"].form.fields["shown_if"].choices]
    assert f"{built} · A 1 gate" in labels


def test_a_section_with_questions_is_not_deleted(admin_site, built):
    a, b = built.sections.all()
    form = {
        "title": "Water", "version": "1", "sections-TOTAL_FORMS": "2", "sections-INITIAL_FORMS": "2",
        "sections-0-id": a.pk, "sections-0-code": "A", "sections-0-number": "1",
        "sections-0-title": "A", "sections-1-id": b.pk, "sections-1-code": "B",
        "sections-1-number": "2", "sections-1-title": "B", "sections-1-DELETE": "on",
        "questions-TOTAL_FORMS": "3", "questions-INITIAL_FORMS": "3",
    }  # fmt: skip
    address = reverse("admin:audits_questionnaire_change", args=[built.pk])
    answer = admin_site.post(address, form)
    assert "B – B has questions: move or delete them first." in answer.text
    assert (built.sections.count(), built.questions.count()) == (2, 3)
    built.questions.get(key="litres").delete()
    assert admin_site.post(address, form | {"questions-TOTAL_FORMS": "2", "questions-INITIAL_FORMS": "2"}).status_code == 302
    assert [section.code for section in built.sections.all()] == ["A"]
