"""The addresses of surveys."""

from django.urls import path

from ..views import (
    survey_assign,
    survey_evidence,
    survey_fill,
    survey_rates,
    survey_sheets,
    surveys,
)

urlpatterns = [
    path("surveys/", surveys.SurveyList.as_view(), name="survey_list"),
    path("surveys/assign/", survey_assign.SurveyAssign.as_view(), name="survey_assign"),
    path("surveys/assign/preview/", survey_assign.SurveyPreview.as_view(), name="survey_preview"),
    path("surveys/response/", survey_rates.ResponseRates.as_view(), name="response_rates"),
    path("surveys/<int:pk>/", surveys.SurveyDetail.as_view(), name="survey_detail"),
    path("surveys/<int:pk>/fill/", survey_fill.SurveyFill.as_view(), name="survey_fill"),
    path("surveys/<int:pk>/answer/", survey_fill.SurveyAnswer.as_view(), name="survey_answer"),
    path("surveys/<int:pk>/copy/", survey_fill.SurveyCopy.as_view(), name="survey_copy"),
    path(
        "surveys/<int:pk>/files/<slug:key>/", survey_evidence.SurveyFiles.as_view(), name="survey_files"
    ),
    path(
        "surveys/<int:pk>/files/<slug:key>/list/",
        survey_evidence.SurveyFileList.as_view(),
        name="survey_file_list",
    ),
    path(
        "surveys/<int:pk>/smelters/<slug:key>/",
        survey_evidence.SurveySmelters.as_view(),
        name="survey_smelters",
    ),
    path("surveys/<int:pk>/sheet/", survey_sheets.SheetDownload.as_view(), name="survey_sheet"),
    path(
        "surveys/<int:pk>/sheet/upload/",
        survey_sheets.SheetUpload.as_view(),
        name="survey_sheet_upload",
    ),
    path("surveys/<int:pk>/accept/", surveys.SurveyAccept.as_view(), name="survey_accept"),
    path("surveys/<int:pk>/return/", surveys.SurveyReturn.as_view(), name="survey_return"),
    path("surveys/<int:pk>/reopen/", surveys.SurveyReopen.as_view(), name="survey_reopen"),
    path("surveys/<int:pk>/withdraw/", surveys.SurveyWithdraw.as_view(), name="survey_withdraw"),
    path("survey-files/<int:pk>/", survey_evidence.SurveyFileDownload.as_view(), name="survey_file"),
    path(
        "survey-files/<int:pk>/remove/",
        survey_evidence.SurveyFileRemove.as_view(),
        name="survey_file_remove",
    ),
    path("smelters/<int:pk>/remove/", survey_evidence.SmelterRemove.as_view(), name="smelter_remove"),
]
