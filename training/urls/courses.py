"""The addresses of online courses."""

from django.urls import path

from ..views import courses, lessons

urlpatterns = [
    path("courses/", courses.CourseList.as_view(), name="course_list"),
    path("courses/<int:pk>/", courses.CourseDetail.as_view(), name="course_detail"),
    path("courses/<int:pk>/complete/", courses.CourseComplete.as_view(), name="course_complete"),
    path("lessons/<int:pk>/", lessons.LessonDetail.as_view(), name="lesson_detail"),
    path("lessons/<int:pk>/viewed/", lessons.LessonViewed.as_view(), name="lesson_viewed"),
    path(
        "lesson-files/<int:pk>/", lessons.LessonFileDownload.as_view(), name="lessonfile_download"
    ),
    path("lesson-files/<int:pk>/film/", lessons.LessonFilm.as_view(), name="lessonfile_film"),
]
