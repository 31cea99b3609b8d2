from django.urls import path

from .views import attendance, courses, events

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
    path("registrations/<int:pk>/check-in/", attendance.CheckIn.as_view(), name="check_in"),
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
    path("attendance/", attendance.AttendanceList.as_view(), name="attendance_list"),
    path("statistics/", attendance.Statistics.as_view(), name="statistics"),
    path("courses/", courses.CourseList.as_view(), name="course_list"),
    path("courses/<int:pk>/", courses.CourseDetail.as_view(), name="course_detail"),
    path("courses/<int:pk>/complete/", courses.CourseComplete.as_view(), name="course_complete"),
    path("lessons/<int:pk>/", courses.LessonDetail.as_view(), name="lesson_detail"),
    path("lessons/<int:pk>/viewed/", courses.LessonViewed.as_view(), name="lesson_viewed"),
]
