"""The map of the portal."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("sustainportal.web.urls")),
    path("accounts/", include("sustainportal.accounts.urls")),
    path("notices/", include("sustainportal.notices.urls")),
    path("jobs/", include("sustainportal.jobs.urls")),
    path("sheets/", include("sustainportal.sheets.urls")),
    path("trail/", include("sustainportal.trail.urls")),
    path("suppliers/", include("suppliers.urls")),
    path("audits/", include("audits.urls")),
    path("training/", include("training.urls")),
    path("scorecards/", include("scorecards.urls")),
    path("admin/", admin.site.urls),
]
