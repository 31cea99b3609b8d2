"""The addresses of overviews, of zero-tolerance matters and of the calendar."""

from django.urls import path

from ..views import feed, summary, zero_tolerance

urlpatterns = [
    path("summary/", summary.Summary.as_view(), name="summary"),
    path("standing/", summary.Standing.as_view(), name="standing"),
    path("comparison/", summary.Comparison.as_view(), name="comparison"),
    path("zero-tolerance/", zero_tolerance.ZeroTolerance.as_view(), name="zero_tolerance"),
    path("calendar/", feed.Calendar.as_view(), name="calendar"),
    path("calendar/remove/", feed.CalendarRemove.as_view(), name="calendar_remove"),
    path("calendar/<str:key>.ics", feed.Feed.as_view(), name="calendar_feed"),
]
