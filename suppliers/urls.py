"""The suppliers room: the registry, and risk."""

from django.urls import path

from .views import readings, registry, review, risk, sites

app_name = "suppliers"
urlpatterns = [
    # the registry
    path("", registry.SupplierList.as_view(), name="supplier_list"),
    path("new/", registry.SupplierNew.as_view(), name="supplier_new"),
    path("<int:pk>/", registry.SupplierDetail.as_view(), name="supplier_detail"),
    path("<int:pk>/change/", registry.SupplierChange.as_view(), name="supplier_change"),
    path("<int:pk>/status/", registry.SupplierMove.as_view(), name="supplier_move"),
    path("<int:pk>/spellings/new/", registry.AliasNew.as_view(), name="alias_new"),
    path("<int:pk>/sites/new/", sites.SiteNew.as_view(), name="site_new"),
    path("sites/<int:pk>/", sites.SiteDetail.as_view(), name="site_detail"),
    path("sites/<int:pk>/change/", sites.SiteChange.as_view(), name="site_change"),
    path("review/", review.ReviewList.as_view(), name="review_list"),
    path("review/<int:pk>/same/<int:supplier>/", review.ReviewSame.as_view(), name="review_same"),
    path("review/<int:pk>/new/", review.ReviewNew.as_view(), name="review_new"),
    # risk
    path("risk/", risk.RiskIndex.as_view(), name="risk"),
    path("risk/<int:year>/", risk.RiskYearPage.as_view(), name="risk_year"),
    path("risk/<int:year>/movements/", risk.RiskMovements.as_view(), name="risk_movements"),
    path("risk/<int:year>/classify/", risk.RiskYearClassify.as_view(), name="risk_year_classify"),
    path("risk/<int:year>/close/", risk.RiskYearClose.as_view(), name="risk_year_close"),
    path("<int:pk>/risk/", risk.SupplierRisk.as_view(), name="risk_detail"),
    path("<int:pk>/risk/<int:year>/", risk.SupplierRisk.as_view(), name="risk_of_year"),
    path("<int:pk>/readings/", readings.ReadingList.as_view(), name="reading_list"),
    path("readings/<int:pk>/", readings.ReadingDetail.as_view(), name="reading_detail"),
]
