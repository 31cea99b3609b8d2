"""The addresses of findings and their corrective actions."""

from django.urls import path

from ..views import checks, findings, moves, plans, postponements

urlpatterns = [
    path("<int:pk>/findings/new/", findings.FindingNew.as_view(), name="finding_new"),
    path("findings/", findings.FindingList.as_view(), name="finding_list"),
    path("findings/due/", findings.FindingDue.as_view(), name="due_list"),
    path("findings/review/", findings.FindingReview.as_view(), name="review_list"),
    path("findings/<int:pk>/", findings.FindingDetail.as_view(), name="finding_detail"),
    path("findings/<int:pk>/change/", findings.FindingChange.as_view(), name="finding_change"),
    path(
        "findings/<int:pk>/withdraw/", findings.FindingWithdraw.as_view(), name="finding_withdraw"
    ),
    path("findings/<int:pk>/plan/", plans.PlanOfAction.as_view(), name="submit_plan"),
    path("findings/<int:pk>/actions/", plans.Actions.as_view(), name="submit_actions"),
    path("findings/<int:pk>/approve/", moves.PlanApprove.as_view(), name="approve_plan"),
    path("findings/<int:pk>/return/", moves.PlanReturn.as_view(), name="return_plan"),
    path("findings/<int:pk>/no-action/", moves.NoActionAccept.as_view(), name="accept_no_action"),
    path("findings/<int:pk>/verify/", moves.ActionsVerify.as_view(), name="verify"),
    path("findings/<int:pk>/further/", moves.ActionsReturn.as_view(), name="return_actions"),
    path("findings/<int:pk>/close/", moves.FindingClose.as_view(), name="close"),
    path("<int:pk>/findings/plan/", plans.BulkPlan.as_view(), name="bulk_plan"),
    path("findings/<int:pk>/owners/", findings.FindingOwners.as_view(), name="finding_owners"),
    path(
        "findings/<int:pk>/more-time/", postponements.PostponementAsk.as_view(), name="ask_more_time"
    ),
    path("findings/<int:pk>/resume/", postponements.PauseEnd.as_view(), name="pause_end"),
    path(
        "postponements/<int:pk>/grant/",
        postponements.PostponementGrant.as_view(),
        name="postponement_grant",
    ),
    path(
        "postponements/<int:pk>/refuse/",
        postponements.PostponementRefuse.as_view(),
        name="postponement_refuse",
    ),
    path("findings/checks/", checks.CheckList.as_view(), name="check_list"),
    path("checks/<int:pk>/", checks.CheckRecord.as_view(), name="check_record"),
    path("findings/<int:pk>/remark/", moves.FindingRemark.as_view(), name="remark"),
    path("evidence/<int:pk>/", moves.EvidenceDownload.as_view(), name="evidence_download"),
]
