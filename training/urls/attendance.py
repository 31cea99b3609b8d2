"""The addresses of registration and attendance."""

from django.urls import path

from ..views import answers, attendance, check_in, corrections, registration, unknown

urlpatterns = [
    path("events/<int:pk>/register/", registration.Register.as_view(), name="register"),
    path("events/<int:pk>/answers/", answers.AnswerList.as_view(), name="answer_list"),
    path(
        "events/<int:pk>/registrations/",
        answers.RegistrationList.as_view(),
        name="registration_list",
    ),
    path("registrations/<int:pk>/withdraw/", registration.Withdraw.as_view(), name="withdraw"),
    path(
        "registrations/<int:pk>/place/",
        registration.PlaceChoose.as_view(),
        name="registration_place",
    ),
    path(
        "registrations/<int:pk>/strike/",
        registration.RegistrationStrike.as_view(),
        name="registration_strike",
    ),
    path("invitations/<int:pk>/decline/", answers.Decline.as_view(), name="invitation_decline"),
    path("invitations/<int:pk>/stand/", answers.DeclineBack.as_view(), name="invitation_stand"),
    path("invitations/<int:pk>/excuse/", answers.Excuse.as_view(), name="invitation_excuse"),
    path("registrations/<int:pk>/check-in/", check_in.CheckIn.as_view(), name="check_in"),
    path("events/<int:pk>/door/", check_in.Door.as_view(), name="door"),
    path("events/<int:pk>/scans/", check_in.Scans.as_view(), name="scans"),
    path("events/<int:pk>/screen/", check_in.Screen.as_view(), name="screen"),
    path("events/<int:pk>/screen/code/", check_in.ScreenCode.as_view(), name="screen_code"),
    path("events/<int:pk>/self-check-in/", check_in.SelfCheckIn.as_view(), name="self_check_in"),
    path("events/<int:pk>/passes/", check_in.Passes.as_view(), name="passes"),
    path("stays/<int:pk>/correct/", corrections.StayCorrect.as_view(), name="stay_correct"),
    path(
        "events/<int:pk>/attendance/new/",
        attendance.AttendanceNew.as_view(),
        name="attendance_new",
    ),
    path(
        "attendance/<int:pk>/strike/",
        attendance.AttendanceStrike.as_view(),
        name="attendance_strike",
    ),
    path("unknown/", unknown.UnknownList.as_view(), name="unknown_list"),
    path("unknown/<int:pk>/", unknown.UnknownDetail.as_view(), name="unknown_detail"),
    path("unknown/<int:pk>/add/<int:supplier>/", unknown.UnknownAdd.as_view(), name="unknown_add"),
    path(
        "unknown/<int:pk>/leave-out/",
        unknown.UnknownLeaveOut.as_view(),
        name="unknown_leave_out",
    ),
    path("unknown/<int:pk>/ask/", unknown.UnknownAsk.as_view(), name="unknown_ask"),
]
