"""The addresses of the statistics and the rows behind them."""

from django.urls import path

from ..views import statistics, statistics_rows

urlpatterns = [
    path("attendance/", statistics_rows.AttendanceList.as_view(), name="attendance_list"),
    path("heads/", statistics_rows.HeadCountList.as_view(), name="head_count_list"),
    path("sessions/", statistics_rows.SessionList.as_view(), name="session_list"),
    path("reached/", statistics_rows.ReachedList.as_view(), name="reached_list"),
    path("statistics/", statistics.Statistics.as_view(), name="statistics"),
    path("statistics/publish/", statistics.YearPublish.as_view(), name="year_publish"),
]
