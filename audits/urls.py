"""The addresses of audits, findings, evidence and surveys."""

from django.urls import path

from .views import audits, findings, moves, programme, summary, surveys

app_name = "audits"
urlpatterns = [
    path("", audits.AuditList.as_view(), name="audit_list"),
    path("plan/", audits.SitePick.as_view(), name="audit_plan"),
    path("plan/<int:pk>/", audits.AuditPlan.as_view(), name="audit_plan_site"),
    path("<int:pk>/", audits.AuditDetail.as_view(), name="audit_detail"),
    path("<int:pk>/change/", audits.AuditReplan.as_view(), name="audit_change"),
    path("<int:pk>/cancel/", audits.AuditCancel.as_view(), name="audit_cancel"),
    path("<int:pk>/start/", audits.AuditStart.as_view(), name="audit_start"),
    path("<int:pk>/record/", audits.AuditRecord.as_view(), name="audit_record"),
    path("<int:pk>/final/", audits.AuditFinal.as_view(), name="audit_final"),
    path("<int:pk>/findings/new/", findings.FindingNew.as_view(), name="finding_new"),
    path("programme/", programme.ProgrammeIndex.as_view(), name="programme"),
    path("programme/<int:year>/", programme.ProgrammeYear.as_view(), name="programme_year"),
    path("programme/<int:pk>/plan/", programme.ProgrammePlan.as_view(), name="programme_plan"),
    path("programme/<int:pk>/done/", programme.ProgrammeDone.as_view(), name="programme_done"),
    path("summary/", summary.Summary.as_view(), name="summary"),
    path("findings/", findings.FindingList.as_view(), name="finding_list"),
    path("findings/due/", findings.FindingDue.as_view(), name="due_list"),
    path("findings/review/", findings.FindingReview.as_view(), name="review_list"),
    path("findings/<int:pk>/", findings.FindingDetail.as_view(), name="finding_detail"),
    path("findings/<int:pk>/change/", findings.FindingChange.as_view(), name="finding_change"),
    path(
        "findings/<int:pk>/withdraw/", findings.FindingWithdraw.as_view(), name="finding_withdraw"
    ),
    path("findings/<int:pk>/plan/", moves.PlanOfAction.as_view(), name="submit_plan"),
    path("findings/<int:pk>/actions/", moves.Actions.as_view(), name="submit_actions"),
    path("findings/<int:pk>/approve/", moves.PlanApprove.as_view(), name="approve_plan"),
    path("findings/<int:pk>/return/", moves.PlanReturn.as_view(), name="return_plan"),
    path("findings/<int:pk>/no-action/", moves.NoActionAccept.as_view(), name="accept_no_action"),
    path("findings/<int:pk>/verify/", moves.ActionsVerify.as_view(), name="verify"),
    path("findings/<int:pk>/further/", moves.ActionsReturn.as_view(), name="return_actions"),
    path("findings/<int:pk>/close/", moves.FindingClose.as_view(), name="close"),
    path("findings/<int:pk>/remark/", moves.FindingRemark.as_view(), name="remark"),
    path("evidence/<int:pk>/", moves.EvidenceDownload.as_view(), name="evidence_download"),
    path("surveys/", surveys.SurveyList.as_view(), name="survey_list"),
    path("surveys/assign/", surveys.SurveyAssign.as_view(), name="survey_assign"),
    path("surveys/<int:pk>/", surveys.SurveyDetail.as_view(), name="survey_detail"),
    path("surveys/<int:pk>/fill/", surveys.SurveyFill.as_view(), name="survey_fill"),
    path("surveys/<int:pk>/accept/", surveys.SurveyAccept.as_view(), name="survey_accept"),
    path("surveys/<int:pk>/return/", surveys.SurveyReturn.as_view(), name="survey_return"),
    path("surveys/<int:pk>/reopen/", surveys.SurveyReopen.as_view(), name="survey_reopen"),
]
