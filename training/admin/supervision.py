"""Supervision, its groups and what their robots owe, as read-only history; a robot's key is never shown."""

from django.contrib import admin

from sustainportal.web.read_only import ReadOnly

from ..models import RobotMessage, Supervision, SupervisionGroup


@admin.register(Supervision)
class SupervisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "since", "why", "group", "ended_on"]
    list_select_related = ["supplier", "group"]
    list_filter = ["why", "group"]
    search_fields = ["supplier__name", "supplier__code", "reason"]


@admin.register(SupervisionGroup)
class SupervisionGroupAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "lead", "about"]
    list_select_related = ["lead"]
    search_fields = ["name"]
    exclude = ["robot_key"]


@admin.register(RobotMessage)
class RobotMessageAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["post", "owed_at", "sent_at", "attempts", "error"]
    list_select_related = ["post"]
