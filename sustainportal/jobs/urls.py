from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.JobList.as_view(), name="job_list"),
    path("<int:pk>/", views.JobDetail.as_view(), name="job_detail"),
    path("<int:pk>/progress/", views.JobProgress.as_view(), name="job_progress"),
    path("<int:pk>/retry/", views.JobRetry.as_view(), name="job_retry"),
]
