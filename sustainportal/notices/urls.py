from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.NoticeList.as_view(), name="notice_list"),
    path("read/", views.NoticesRead.as_view(), name="notices_read"),
    path("<int:pk>/read/", views.NoticeRead.as_view(), name="notice_read"),
]
