"""The scorecards room: quarters, cards, order recommendations, the supplier in one page."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import allocations, cards, overview, quarters, what_if


class QuarterConverter(StringConverter):
    """2026Q3: nothing else reaches the database."""

    regex = "[0-9]{4}Q[1-4]"


register_converter(QuarterConverter, "quarter")

app_name = "scorecards"
urlpatterns = [
    path("", cards.ScorecardList.as_view(), name="scorecard_list"),
    path("<int:pk>/", cards.ScorecardDetail.as_view(), name="scorecard_detail"),
    path("quarters/", quarters.QuarterList.as_view(), name="quarter_list"),
    path("quarters/new/", quarters.QuarterNew.as_view(), name="quarter_new"),
    path("quarters/<quarter:pk>/", quarters.QuarterDetail.as_view(), name="quarter_detail"),
    path(
        "quarters/<quarter:pk>/compute/", quarters.QuarterCompute.as_view(), name="quarter_compute"
    ),
    path(
        "quarters/<quarter:pk>/publish/", quarters.QuarterPublish.as_view(), name="quarter_publish"
    ),
    path(
        "quarters/<quarter:pk>/allocate/",
        quarters.QuarterAllocate.as_view(),
        name="quarter_allocate",
    ),
    path("recommendations/", allocations.AllocationList.as_view(), name="allocation_list"),
    path(
        "recommendations/<int:pk>/",
        allocations.AllocationDetail.as_view(),
        name="allocation_detail",
    ),
    path(
        "recommendations/<int:pk>/decide/",
        allocations.AllocationDecide.as_view(),
        name="allocation_decide",
    ),
    path("orders/", allocations.OrderList.as_view(), name="order_list"),
    path("what-if/<int:pk>/", what_if.CardWhatIf.as_view(), name="what_if"),
    path("suppliers/<int:pk>/", overview.SupplierOverview.as_view(), name="supplier_overview"),
]
