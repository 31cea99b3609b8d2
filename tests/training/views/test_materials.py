import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sustainportal.notices.models import Notice
from training.models import Event, Material, RecordsSent

from ...conftest import make_supplier
from ...sample_files import HTML, pdf, png
from ..test_views import address


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def held(event, now):
    """Held long ago, somebody came."""
    Event.objects.update(state="held")
    event.refresh_from_db()
    event.head_counts.create(organisation="Somebody", heads=3, recorded_at=now)
    return event


def send(browser, event, *files, kind="slides", title=""):
    files = files or (SimpleUploadedFile("slides.pdf", pdf()),)
    return browser.post(
        address("material_new", event), {"kind": kind, "title": title, "files": files}
    )


@pytest.fixture
def slides(as_user, held, buyer):
    send(as_user(buyer), held)
    return Material.objects.get()


def test_several_files_are_kept_and_listed_by_kind(as_user, event, buyer, mill_user):
    files = SimpleUploadedFile("Agenda.pdf", pdf()), SimpleUploadedFile("Hall.png", png())
    answer = send(as_user(buyer), event, *files, kind="handout")
    assert answer["Location"] == address("material_list", event)
    [(label, rows)] = as_user(mill_user).get(answer["Location"]).context["kinds"]
    assert (str(label), [row.title for row in rows]) == ("Handout", ["Agenda", "Hall"])


def test_what_lies_about_its_kind_is_refused_with_its_name(as_user, event, buyer):
    good = SimpleUploadedFile("Agenda.pdf", pdf())
    answer = send(as_user(buyer), event, good, SimpleUploadedFile("trap.pdf", HTML))
    assert (answer.status_code, Material.objects.count()) == (422, 0)
    assert answer.context["form"].errors["files"] == ["trap.pdf is neither a picture nor a PDF."]


def test_the_button_to_send_records_waits_until_it_is_known_who_came(
    as_user, slides, held, buyer, now
):
    browser, page, button = as_user(buyer), address("material_list", held), "Send the records to"
    assert button in browser.get(page).text
    held.head_counts.all().delete()
    text = browser.get(page).text
    assert button not in text and "It is not known yet who came" in text
    assert browser.post(address("records_send", held)).status_code == 409


def test_a_button_gives_the_file_and_marks_it_seen(as_user, slides, mill_user, buyer):
    as_user(buyer).post(address("records_send", slides.event))
    browser = as_user(mill_user)
    answer = browser.post(address("material_open", slides))
    assert answer["Location"] == slides.get_absolute_url()
    assert RecordsSent.objects.get().seen_by == mill_user
    given = browser.get(answer["Location"])
    assert b"".join(given.streaming_content) == pdf()
    assert given["Content-Disposition"].startswith("attachment")


def test_the_file_itself_marks_nothing(as_user, slides, mill_user, buyer):
    as_user(buyer).post(address("records_send", slides.event))
    b"".join(as_user(mill_user).get(slides.get_absolute_url()).streaming_content)
    assert RecordsSent.objects.get().seen_at is None


@pytest.mark.parametrize("name", ["material", "material_open"])
def test_a_stranger_gets_no_file(as_user, slides, stranger, name):
    browser = as_user(stranger)
    ask = browser.get if name == "material" else browser.post
    assert ask(address(name, slides)).status_code == 404


def test_who_leads_the_event_keeps_files_with_it(as_user, event, auditor, mill_user):
    event.open_to_all = True
    event.save()
    assert send(as_user(auditor), event).status_code == 404
    event.lead = auditor
    event.save()
    assert send(as_user(auditor), event).status_code == 302
    row = Material.objects.get()
    assert as_user(mill_user).post(address("material_remove", row)).status_code == 403
    assert as_user(auditor).post(address("material_remove", row)).status_code == 302
    assert Material.objects.count() == 0


def test_records_are_sent_with_a_button_that_says_to_how_many(as_user, slides, buyer, mill_user):
    browser = as_user(buyer)
    page = address("material_list", slides.event)
    assert "Send the records to 1 supplier that was absent" in browser.get(page).text
    answer = browser.post(address("records_send", slides.event))
    assert answer["Location"] == address("records_list", slides.event)
    assert "The records were sent to 1 supplier." in browser.get(answer["Location"]).text
    assert "Send the records to" not in browser.get(page).text
    assert Notice.objects.get(event="training.records.sent").recipient == mill_user


def test_the_list_says_who_has_seen_them(as_user, slides, buyer, mill, mill_user, other_mill, now):
    for supplier in (mill, other_mill):
        RecordsSent.objects.create(
            event=slides.event, supplier=supplier, sent_at=now, sent_by=buyer
        )
    as_user(mill_user).post(address("material_open", slides))
    page = address("records_list", slides.event)

    def shown(person, **words):
        return [one.supplier for one in as_user(person).get(page, words).context["object_list"]]

    assert shown(buyer) == [other_mill, mill]
    assert (shown(buyer, seen="yes"), shown(buyer, seen="no")) == ([mill], [other_mill])
    assert shown(mill_user) == [mill]  # and no other supplier
    assert (
        "opened one of them" in as_user(mill_user).get(address("material_list", slides.event)).text
    )
    exported = as_user(buyer).get(page, {"export": "csv"})
    text = b"".join(exported.streaming_content) if exported.streaming else exported.content
    assert b"M-001" in text


def test_the_list_costs_the_same_for_one_and_for_three(as_user, slides, buyer, mill, country, now):
    page, counts = address("records_list", slides.event), []
    for number in (0, 2):
        for supplier in [make_supplier(f"S-{n}", f"S {n}", country) for n in range(number)] or [
            mill
        ]:
            RecordsSent.objects.create(
                event=slides.event, supplier=supplier, sent_at=now, sent_by=buyer,
                seen_at=now, seen_by=buyer,
            )  # fmt: skip
        browser = as_user(buyer)
        with CaptureQueriesContext(connection) as captured:
            browser.get(page)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_supplier_sees_no_button_that_is_not_theirs(as_user, slides, mill_user):
    text = as_user(mill_user).get(address("material_list", slides.event)).text
    assert "Add files" not in text and "Remove<span" not in text and "Send the records" not in text
    assert reverse("training:material_open", args=[slides.pk]) in text
