"""The addresses of the programme."""

from django.urls import path

from ..views import programme

urlpatterns = [
    path("programme/", programme.ProgrammeIndex.as_view(), name="programme"),
    path("programme/<int:year>/", programme.ProgrammeYear.as_view(), name="programme_year"),
    path("programme/<int:pk>/plan/", programme.ProgrammePlan.as_view(), name="programme_plan"),
    path("programme/<int:pk>/done/", programme.ProgrammeDone.as_view(), name="programme_done"),
]
