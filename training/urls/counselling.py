"""The addresses of counselling meetings."""

from django.urls import path

from ..views import counselling, effect, follow_ups, meeting_plan, meetings

urlpatterns = [
    path("meetings/", meetings.MeetingList.as_view(), name="meeting_list"),
    path("meetings/plan/", meeting_plan.MeetingPlan.as_view(), name="meeting_plan"),
    path("meetings/effect/", effect.EffectPage.as_view(), name="effect"),
    path("meetings/effect/findings/", effect.EffectList.as_view(), name="effect_list"),
    path("meetings/<int:pk>/", meetings.Meeting.as_view(), name="meeting"),
    path("meetings/<int:pk>/add/", meeting_plan.MeetingAdd.as_view(), name="meeting_add"),
    path("treated/<int:pk>/remove/", meetings.TreatedRemove.as_view(), name="treated_remove"),
    path("treated/<int:pk>/cause/", counselling.TreatedCause.as_view(), name="treated_cause"),
    path(
        "treated/<int:pk>/follow-ups/new/", counselling.FollowUpNew.as_view(), name="follow_up_new"
    ),
    path("follow-ups/", follow_ups.FollowUpList.as_view(), name="follow_up_list"),
    path("follow-ups/<int:pk>/done/", follow_ups.FollowUpDone.as_view(), name="follow_up_done"),
    path(
        "follow-ups/<int:pk>/reopen/", follow_ups.FollowUpReopen.as_view(), name="follow_up_reopen"
    ),
    path(
        "follow-ups/<int:pk>/remove/", follow_ups.FollowUpRemove.as_view(), name="follow_up_remove"
    ),
]
