"""The addresses of the training room, by noun."""

from . import (
    assignment,
    attendance,
    cases,
    counselling,
    courses,
    events,
    materials,
    quiz,
    statistics,
    supervision,
)

app_name = "training"
urlpatterns = [
    *events.urlpatterns,
    *attendance.urlpatterns,
    *materials.urlpatterns,
    *counselling.urlpatterns,
    *supervision.urlpatterns,
    *cases.urlpatterns,
    *courses.urlpatterns,
    *quiz.urlpatterns,
    *assignment.urlpatterns,
    *statistics.urlpatterns,
]
