from django.urls import path

from . import health, views

app_name = "web"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
]
