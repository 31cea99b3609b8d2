"""The address of "what if these were closed"."""

from django.urls import path

from ..views import what_if

urlpatterns = [
    path("what-if/<int:pk>/", what_if.WhatIf.as_view(), name="what_if"),
]
