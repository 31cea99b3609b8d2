"""The addresses of events: planning, inviting, holding them."""

from django.urls import path

from ..views import events, invitations, places

urlpatterns = [
    path("events/", events.EventList.as_view(), name="event_list"),
    path("events/new/", events.EventNew.as_view(), name="event_new"),
    path("events/<int:pk>/", events.EventDetail.as_view(), name="event_detail"),
    path("events/<int:pk>/change/", events.EventChange.as_view(), name="event_change"),
    path("events/<int:pk>/invite/", invitations.EventInvite.as_view(), name="event_invite"),
    path("events/<int:pk>/open/", events.EventOpen.as_view(), name="event_open"),
    path("events/<int:pk>/hold/", events.EventHold.as_view(), name="event_hold"),
    path("events/<int:pk>/cancel/", events.EventCancel.as_view(), name="event_cancel"),
    path("events/<int:pk>/calendar/", events.EventCalendar.as_view(), name="event_calendar"),
    path("events/<int:pk>/places/new/", places.PlaceNew.as_view(), name="place_new"),
    path("places/<int:pk>/change/", places.PlaceChange.as_view(), name="place_change"),
    path("places/<int:pk>/remove/", places.PlaceRemove.as_view(), name="place_remove"),
    path("events/<int:pk>/sessions/new/", events.SessionNew.as_view(), name="session_new"),
    path("sessions/<int:pk>/change/", events.SessionChange.as_view(), name="session_change"),
    path("sessions/<int:pk>/remove/", events.SessionRemove.as_view(), name="session_remove"),
]
