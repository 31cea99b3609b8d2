"""Sections W and R of the annual survey: water and waste."""

from .scales import WATER_SOURCES, YES_NO_UNKNOWN

CUBIC = {"unit": "m³", "other_units": [["L", 0.001], ["ML", 1000]]}
MASS = {"unit": "t", "other_units": [["kg", 0.001], ["kt", 1000]]}
FIGURE = {"kind": "number", "least": 0, "explain_percent": 50}

WATER = (
    dict(
        key="withdrawal", **FIGURE, **CUBIC, most=100_000_000,
        en=("How much water did you take last year?", "From all sources, of the whole company."),
        hant=("去年取水量是多少？", "所有來源合計，以全公司計。"),
        hans=("去年取水量是多少？", "所有来源合计，以全公司计。"),
    ),
    dict(
        key="water-sources", kind="multiple", options=WATER_SOURCES,
        en=("Where did it come from?", "Mark all."),
        hant=("水從哪裡來？", "可複選。"),
        hans=("水从哪里来？", "可多选。"),
    ),
    dict(
        key="discharge", **FIGURE, **CUBIC, most=100_000_000,
        en=("How much water did you give back?", "To sewers, rivers or the sea, of the whole company."),
        hant=("去年排水量是多少？", "排至下水道、河川或海洋合計，以全公司計。"),
        hans=("去年排水量是多少？", "排至下水道、河川或海洋合计，以全公司计。"),
    ),
    dict(
        key="stress-area", options=YES_NO_UNKNOWN,
        en=("Is any of your sites in an area where water is scarce?", "As a public water-risk map or your authority says: high or very high."),
        hant=("貴公司是否有廠區位於缺水地區？", "依公開的水風險地圖或主管機關資料，屬於高度或極高度者。"),
        hans=("贵公司是否有厂区位于缺水地区？", "依公开的水风险地图或主管部门资料，属于高度或极高度者。"),
    ),
    dict(
        key="stress-withdrawal", **FIGURE, **CUBIC, most=100_000_000, shown_if=("stress-area", "yes"),
        en=("How much of the water was taken there?", "It is part of the water you took."),
        hant=("其中在缺水地區的取水量是多少？", "此數包含在總取水量內。"),
        hans=("其中在缺水地区的取水量是多少？", "此数包含在总取水量内。"),
    ),
)  # fmt: skip

WASTE = (
    dict(
        key="waste", **FIGURE, **MASS, most=10_000_000,
        en=("How much waste was there last year?", "All of it, hazardous waste too, of the whole company."),
        hant=("去年廢棄物總量是多少？", "包含有害廢棄物，以全公司計。"),
        hans=("去年废弃物总量是多少？", "包含有害废弃物，以全公司计。"),
    ),
    dict(
        key="waste-hazardous", **FIGURE, **MASS, most=1_000_000,
        en=("How much of it was hazardous?", "As the law where it arose says."),
        hant=("其中有害廢棄物是多少？", "依產生地的法規認定。"),
        hans=("其中有害废弃物是多少？", "依产生地的法规认定。"),
    ),
    dict(
        key="waste-recycled", **FIGURE, unit="%", most=100,
        en=("What part of all waste was used again or recycled?", "In percent by weight; burning for energy does not count."),
        hant=("廢棄物中再利用或回收的比例是多少？", "以重量百分比表示；焚化發電不計入。"),
        hans=("废弃物中再利用或回收的比例是多少？", "以重量百分比表示；焚化发电不计入。"),
    ),
    dict(
        key="remarks", kind="text",
        en=("Is there anything one should know about these figures?", "A new site, another method, an estimate."),
        hant=("關於上述數據，是否有需要說明之處？", "例如新設廠區、計算方法改變或估算。"),
        hans=("关于上述数据，是否有需要说明之处？", "例如新设厂区、计算方法改变或估算。"),
    ),
)  # fmt: skip
