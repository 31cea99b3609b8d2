from django.urls import path

from . import health, views

app_name = "web"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("views/new/", views.ViewNew.as_view(), name="savedview_new"),
    path("views/<int:pk>/remove/", views.ViewRemove.as_view(), name="savedview_remove"),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
]
