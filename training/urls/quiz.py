"""The addresses of quizzes and certificates."""

from django.urls import path

from ..views import certificates, quiz

urlpatterns = [
    path("courses/<int:pk>/quiz/", quiz.QuizStart.as_view(), name="course_quiz"),
    path("attempts/<int:pk>/", quiz.AttemptDetail.as_view(), name="attempt_detail"),
    path("certificates/", certificates.CertificateList.as_view(), name="certificate_list"),
    path("certificates/check/", certificates.CertificateCheck.as_view(), name="certificate_check"),
    path(
        "certificates/<int:pk>/pdf/",
        certificates.CertificateDownload.as_view(),
        name="certificate_download",
    ),
    path("certificates/<str:code>/", certificates.CertificateShown.as_view(), name="certificate"),
]
