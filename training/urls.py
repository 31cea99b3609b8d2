from django.urls import path

from .views import (
    attendance,
    check_in,
    corrections,
    courses,
    events,
    statistics,
    statistics_rows,
    unknown,
)

app_name = "training"
urlpatterns = [
    path("events/", events.EventList.as_view(), name="event_list"),
    path("events/new/", events.EventNew.as_view(), name="event_new"),
    path("events/<int:pk>/", events.EventDetail.as_view(), name="event_detail"),
    path("events/<int:pk>/change/", events.EventChange.as_view(), name="event_change"),
    path("events/<int:pk>/invite/", events.EventInvite.as_view(), name="event_invite"),
    path("events/<int:pk>/open/", events.EventOpen.as_view(), name="event_open"),
    path("events/<int:pk>/hold/", events.EventHold.as_view(), name="event_hold"),
    path("events/<int:pk>/cancel/", events.EventCancel.as_view(), name="event_cancel"),
    path("events/<int:pk>/sessions/new/", events.SessionNew.as_view(), name="session_new"),
    path("sessions/<int:pk>/remove/", events.SessionRemove.as_view(), name="session_remove"),
    path("events/<int:pk>/register/", attendance.Register.as_view(), name="register"),
    path("registrations/<int:pk>/withdraw/", attendance.Withdraw.as_view(), name="withdraw"),
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
    path("attendance/", statistics_rows.AttendanceList.as_view(), name="attendance_list"),
    path("heads/", statistics_rows.HeadCountList.as_view(), name="head_count_list"),
    path("sessions/", statistics_rows.SessionList.as_view(), name="session_list"),
    path("reached/", statistics_rows.ReachedList.as_view(), name="reached_list"),
    path("statistics/", statistics.Statistics.as_view(), name="statistics"),
    path("statistics/publish/", statistics.YearPublish.as_view(), name="year_publish"),
    path("unknown/", unknown.UnknownList.as_view(), name="unknown_list"),
    path("unknown/<int:pk>/", unknown.UnknownDetail.as_view(), name="unknown_detail"),
    path(
        "unknown/<int:pk>/add/<int:supplier>/", unknown.UnknownAdd.as_view(), name="unknown_add"
    ),
    path(
        "unknown/<int:pk>/leave-out/",
        unknown.UnknownLeaveOut.as_view(),
        name="unknown_leave_out",
    ),
    path("unknown/<int:pk>/ask/", unknown.UnknownAsk.as_view(), name="unknown_ask"),
    path("courses/", courses.CourseList.as_view(), name="course_list"),
    path("courses/<int:pk>/", courses.CourseDetail.as_view(), name="course_detail"),
    path("courses/<int:pk>/complete/", courses.CourseComplete.as_view(), name="course_complete"),
    path("lessons/<int:pk>/", courses.LessonDetail.as_view(), name="lesson_detail"),
    path("lessons/<int:pk>/viewed/", courses.LessonViewed.as_view(), name="lesson_viewed"),
]
