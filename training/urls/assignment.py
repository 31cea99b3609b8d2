"""The addresses of assigned courses, their rules and counts, and of campaigns."""

from django.urls import path

from ..views import assignments, campaigns, course_counts, course_rules, recurrence

urlpatterns = [
    path("assignments/", assignments.AssignmentList.as_view(), name="assignment_list"),
    path("assignments/to-take/", assignments.ToTakeList.as_view(), name="to_take"),
    path("assignments/new/", assignments.Assign.as_view(), name="assign"),
    path(
        "assignments/<int:pk>/lift/", assignments.AssignmentLift.as_view(), name="assignment_lift"
    ),
    path("assignments/findings/", recurrence.Recurrence.as_view(), name="recurrence"),
    path("assignments/rules/", course_rules.RuleList.as_view(), name="rule_list"),
    path("assignments/rules/new/", course_rules.RuleNew.as_view(), name="rule_new"),
    path("assignments/rules/<int:pk>/", course_rules.RuleDetail.as_view(), name="rule_detail"),
    path(
        "assignments/rules/<int:pk>/change/", course_rules.RuleChange.as_view(), name="rule_change"
    ),
    path("assignments/rules/<int:pk>/on/", course_rules.RuleOn.as_view(), name="rule_on"),
    path("assignments/rules/<int:pk>/off/", course_rules.RuleOff.as_view(), name="rule_off"),
    path("assignments/rules/<int:pk>/apply/", course_rules.RuleApply.as_view(), name="rule_apply"),
    path("courses/counts/", course_counts.CourseCounts.as_view(), name="course_counts"),
    path("courses/views/", course_counts.ViewList.as_view(), name="course_view_list"),
    path("courses/learners/", course_counts.LearnerList.as_view(), name="learner_list"),
    path("courses/completions/", course_counts.CompletionList.as_view(), name="completion_list"),
    path("campaigns/", campaigns.CampaignList.as_view(), name="campaign_list"),
    path("campaigns/new/", campaigns.CampaignNew.as_view(), name="campaign_new"),
    path("campaigns/<int:pk>/", campaigns.CampaignDetail.as_view(), name="campaign_detail"),
    path("campaigns/<int:pk>/change/", campaigns.CampaignChange.as_view(), name="campaign_change"),
    path("campaigns/<int:pk>/send/", campaigns.CampaignSend.as_view(), name="campaign_send"),
    path("campaigns/<int:pk>/mails/", campaigns.CampaignMailList.as_view(), name="campaign_mails"),
    path("c/<slug:token>/", campaigns.CampaignLink.as_view(), name="campaign_link"),
    path("c/<slug:token>/open/", campaigns.CampaignOpen.as_view(), name="campaign_open"),
]
