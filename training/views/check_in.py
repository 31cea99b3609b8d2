"""The door: scans of staff's devices, the screen with the code, people checking themselves in."""

import datetime as dt
import json
import uuid

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage

from .. import operations, passes
from ..forms_check_in import DoorForm, ScanForm, SelfCheckInForm
from ..models import Event, Registration
from ..queries.door import at_the_door
from ..rules.check_in import screen_code
from .recording import RecordingAttendance

MOST = 100  # scans in one message


class Door(RecordingAttendance, ChangePage):
    """Everyone registered, with big buttons; codes by camera, scanner or keyboard. Scripts keep scans while
    there is no network; without scripts the form sends one code at a time."""

    model = Event
    form_class = DoorForm
    template_name = "training/door.html"
    success_message = _("Kept.")

    def get_context_data(self, **kwargs):
        people = at_the_door(self.object)
        inside = sum(row["inside"] for row in people)
        return super().get_context_data(people=people, inside=inside, **kwargs)

    def change(self, form):
        registration = passes.read_code(self.object, form.cleaned_data["code"])
        if registration is None:
            raise NotNow(_no_pass())
        taken = scan(self.request, registration, direction=form.cleaned_data["direction"])
        if taken.unpaired:
            raise NotNow(_no_entry())
        return reverse("training:door", args=[self.object.pk])


def scan(request, registration, *, direction):
    """One scan of this moment, without a device's own number."""
    now = timezone.now()
    return operations.take_scan(
        registration,
        nonce=uuid.uuid4().hex,
        direction=direction,
        scanned_at=now,
        by=request.user,
        at=now,
    )


def _no_pass():
    return gettext("This is no pass of this event.")


def _no_entry():
    return gettext("No entry of this person is known: the exit is kept until one arrives.")


class CheckIn(RecordingAttendance, ActOnOne):
    """One tap for a registered person: they came, from now."""

    model = Registration
    success_message = _("Checked in.")

    def event(self):
        return self.object.event

    def act(self):
        scan(self.request, self.object, direction="in")
        return self.object.event


class Scans(RecordingAttendance, View):
    """Scans of a device as JSON, at most a hundred: {"scans": [{nonce, direction, age, code or registration}]}.

    Answers {"results": [{nonce, done, text, name, registration, inside}]}; `done`: the device may forget it.
    A scan is kept or refused by itself, so what is sent again after a broken answer changes nothing."""

    model = Event
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        try:
            scans = json.loads(request.body)["scans"]
        except (ValueError, KeyError, TypeError):
            scans = None
        if not isinstance(scans, list) or len(scans) > MOST:
            return JsonResponse({"error": "scans"}, status=422)
        now = timezone.now()
        return JsonResponse({"results": [self.answer(one, now) for one in scans]})

    def answer(self, sent, now):
        form = ScanForm(sent if isinstance(sent, dict) else {})
        nonce = sent.get("nonce", "") if isinstance(sent, dict) else ""
        if not form.is_valid():
            return refused(nonce, gettext("This scan cannot be read."))
        asked = form.cleaned_data
        registration = self.registration(asked)
        if registration is None:
            return refused(nonce, _no_pass())
        try:
            taken = operations.take_scan(
                registration,
                nonce=asked["nonce"],
                direction=asked["direction"],
                scanned_at=now - dt.timedelta(seconds=asked["age"]),
                by=self.request.user,
                at=now,
            )
        except NotNow as refusal:
            return refused(nonce, str(refusal), registration)
        return {
            **refused(nonce, _no_entry() if taken.unpaired else "", registration),
            "kept": True,
            "inside": taken.inside,
        }

    def registration(self, asked):
        if asked["code"]:
            return passes.read_code(self.object, asked["code"])
        here = self.object.registrations.select_related("supplier")
        return here.filter(pk=asked["registration"]).first()


def refused(nonce, text, registration=None):
    """What a device is told of one scan it may forget."""
    name = f"{registration.name}, {registration.supplier.name}" if registration else ""
    return {
        "nonce": nonce,
        "kept": False,
        "text": text,
        "name": name,
        "registration": registration.pk if registration else None,
    }


class Screen(RecordingAttendance, DetailPage):
    """For the projector: the code of this minute and a QR that leads there."""

    model = Event
    template_name = "training/screen.html"

    def get_context_data(self, **kwargs):
        code = screen_code(self.object.secret, timezone.now())
        address = self.request.build_absolute_uri(
            reverse("training:self_check_in", args=[self.object.pk])
        )
        return super().get_context_data(
            code=code, address=address, qr=passes.qr(f"{address}?code={code}"), **kwargs
        )


class ScreenCode(Screen):
    """The part of the screen that changes; the page asks for it every few seconds."""

    template_name = "training/_screen_code.html"


class SelfCheckIn(ChangePage):
    """A supplier's person at the event, with the code they see there; their own supplier's people only."""

    permission = "training.register_for_event"
    model = Event
    form_class = SelfCheckInForm
    title = _("Check in")
    intro = _("Type the code you see on the event's screen. It changes every minute.")
    submit_label = _("Check in")

    def get_form_kwargs(self):
        mine = self.object.registrations.visible_to(self.request.user).seated()
        return {**super().get_form_kwargs(), "registrations": mine}

    def get_initial(self):
        mine = self.object.registrations.visible_to(self.request.user).seated()
        me = mine.filter(email__iexact=self.request.user.email or "-").first() or mine.first()
        return {"direction": "in", "code": self.request.GET.get("code", ""), "registration": me}

    def change(self, form):
        asked = form.cleaned_data
        taken = operations.check_in_self(**asked, by=self.request.user, at=timezone.now())
        if taken.unpaired:
            raise NotNow(_no_entry())
        self.success_message = gettext("You are checked in.") if taken.inside else gettext("Goodbye.")
        return self.object


class Passes(DetailPage):
    """A QR for each person one may see of an event, to show on a phone or print."""

    permission = "training.read_passes"
    model = Event
    template_name = "training/passes.html"

    def get_context_data(self, **kwargs):
        rows = self.object.registrations.visible_to(self.request.user).seated()
        shown = []
        for registration in rows.select_related("supplier", "event"):
            code = passes.code_of(registration)
            shown.append({"registration": registration, "code": code, "qr": passes.qr(code)})
        return super().get_context_data(passes=shown, **kwargs)
