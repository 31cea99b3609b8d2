"""The addresses of audits: plan, visit, draft, report."""

from django.urls import path

from ..views import (
    agenda,
    audits,
    catalogue,
    confirmations,
    drafts,
    handing_over,
    reports,
    schedule,
)

urlpatterns = [
    path("", audits.AuditList.as_view(), name="audit_list"),
    path("plan/", audits.SitePick.as_view(), name="audit_plan"),
    path("plan/<int:pk>/", audits.AuditPlan.as_view(), name="audit_plan_site"),
    path("<int:pk>/", audits.AuditDetail.as_view(), name="audit_detail"),
    path("<int:pk>/change/", audits.AuditReplan.as_view(), name="audit_change"),
    path("<int:pk>/cancel/", audits.AuditCancel.as_view(), name="audit_cancel"),
    path("<int:pk>/hand-over/", handing_over.AuditHandOver.as_view(), name="audit_hand_over"),
    path("<int:pk>/start/", audits.AuditStart.as_view(), name="audit_start"),
    path("<int:pk>/record/", audits.AuditRecord.as_view(), name="audit_record"),
    path("<int:pk>/agenda/", agenda.AuditAgenda.as_view(), name="audit_agenda"),
    path("<int:pk>/confirm/", confirmations.AuditConfirm.as_view(), name="audit_confirm"),
    path("<int:pk>/share/", drafts.AuditShare.as_view(), name="audit_share"),
    path("<int:pk>/take-back/", drafts.AuditTakeBack.as_view(), name="audit_take_back"),
    path("<int:pk>/comment/", drafts.DraftComment.as_view(), name="audit_comment"),
    path("<int:pk>/nothing-to-add/", drafts.NothingToAdd.as_view(), name="audit_nothing_to_add"),
    path("comments/<int:pk>/answer/", drafts.CommentAnswer.as_view(), name="comment_answer"),
    path("<int:pk>/reports/", reports.AuditReports.as_view(), name="audit_reports"),
    path("reports/<int:pk>/", reports.ReportDownload.as_view(), name="report_download"),
    path("reports/<int:pk>/remove/", reports.ReportRemove.as_view(), name="report_remove"),
    path("<int:pk>/final/", audits.AuditFinal.as_view(), name="audit_final"),
    path("schedule/", schedule.Schedule.as_view(), name="schedule"),
    path("catalogue/", catalogue.Catalogue.as_view(), name="catalogue"),
]
