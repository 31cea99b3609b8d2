"""Sections G and N of the annual survey: greenhouse gas and energy."""

from .scales import BASIS, METHODS, TARGETS, VERIFIED

TONNES = {"unit": "t CO2e", "other_units": [["kg CO2e", 0.001], ["kt CO2e", 1000]]}
POWER = {"unit": "MWh", "other_units": [["kWh", 0.001], ["GWh", 1000], ["GJ", 0.27777778]]}
HEAT = {"unit": "GJ", "other_units": [["MJ", 0.001], ["TJ", 1000], ["MWh", 3.6]]}
FIGURE = {"kind": "number", "least": 0, "explain_percent": 50}

GREENHOUSE_GAS = (
    dict(
        key="scope-1", **FIGURE, **TONNES, most=5_000_000,
        en=("How much greenhouse gas did your own sites and vehicles release last year (scope 1)?", "Fuel burnt, process gases and leaks, of the whole company."),
        hant=("去年自身廠區與車輛排放多少溫室氣體（範疇一）？", "包括燃料、製程氣體與逸散，以全公司計。"),
        hans=("去年自身厂区与车辆排放多少温室气体（范围一）？", "包括燃料、工艺气体与逸散，以全公司计。"),
    ),
    dict(
        key="scope-2-location", **FIGURE, **TONNES, most=5_000_000,
        en=("How much came with the electricity, steam and heat you bought, by the average of your grid (scope 2, location-based)?", "Of the whole company."),
        hant=("外購電力、蒸汽與熱能依電網平均係數計算的排放量是多少（範疇二，所在地基準）？", "以全公司計。"),
        hans=("外购电力、蒸汽与热能依电网平均系数计算的排放量是多少（范围二，所在地基准）？", "以全公司计。"),
    ),
    dict(
        key="scope-2-market", **FIGURE, **TONNES, most=5_000_000,
        en=("And by the contracts and certificates you hold (scope 2, market-based)?", "Without contracts or certificates it is the same figure as above."),
        hant=("依貴公司的購電合約與憑證計算又是多少（範疇二，市場基準）？", "若無合約或憑證，則與上題相同。"),
        hans=("依贵公司的购电合同与凭证计算又是多少（范围二，市场基准）？", "若无合同或凭证，则与上题相同。"),
    ),
    dict(
        key="method", options=METHODS,
        en=("By which standard were these figures worked out?", ""),
        hant=("上述數據依據哪一項標準計算？", ""),
        hans=("上述数据依据哪一项标准计算？", ""),
    ),
    dict(
        key="verification", options=VERIFIED,
        en=("Who has verified these figures?", ""),
        hant=("上述數據由誰查證？", ""),
        hans=("上述数据由谁核查？", ""),
    ),
    dict(
        key="statement", kind="file", wants_file=True, shown_if=("verification", "third"),
        en=("Please attach the verification statement.", "The page with the figures, the year and the verifier's name is enough."),
        hant=("請附上查證聲明書。", "附上載明數據、年度與查證機構名稱的頁面即可。"),
        hans=("请附上核查声明。", "附上载明数据、年度与核查机构名称的页面即可。"),
    ),
    dict(
        key="our-share", **FIGURE, unit="%", most=100,
        en=("What part of your production was made for us?", "In percent. This part of scope 1 and 2 is allocated to us."),
        hant=("貴公司的生產有多少比例是供應本公司？", "以百分比表示；範疇一與範疇二的排放量依此比例分配給本公司。"),
        hans=("贵公司的生产有多少比例是供应本公司？", "以百分比表示；范围一与范围二的排放量依此比例分配给本公司。"),
    ),
    dict(
        key="share-basis", options=BASIS,
        en=("How did you work out this part?", ""),
        hant=("此比例如何計算？", ""),
        hans=("此比例如何计算？", ""),
    ),
    dict(
        key="intensity", **FIGURE, unit="kg CO2e / USD", most=50, posts_factor="sector_ghg", may_not_apply=True,
        en=("How much greenhouse gas did you release for each US dollar of sales?", "Scope 1 and market-based scope 2, divided by sales. Not applicable if you may not say your sales."),
        hant=("每一美元營收排放多少溫室氣體？", "範疇一加上範疇二（市場基準），再除以營收；若營收不便揭露，請選不適用。"),
        hans=("每一美元营业收入排放多少温室气体？", "范围一加上范围二（市场基准），再除以营业收入；若营业收入不便披露，请选不适用。"),
    ),
    dict(
        key="reduction-target", options=TARGETS,
        en=("Is there a target for less greenhouse gas?", ""),
        hant=("是否訂有溫室氣體減量目標？", ""),
        hans=("是否订有温室气体减排目标？", ""),
    ),
)  # fmt: skip

ENERGY = (
    dict(
        key="electricity", **FIGURE, **POWER, most=10_000_000,
        en=("How much electricity did you use last year?", "Bought and own, of the whole company."),
        hant=("去年用電量是多少？", "外購與自發自用合計，以全公司計。"),
        hans=("去年用电量是多少？", "外购与自发自用合计，以全公司计。"),
    ),
    dict(
        key="renewable-power", **FIGURE, **POWER, most=10_000_000,
        en=("How much of it was renewable, with proof?", "Own generation, contracts and certificates."),
        hant=("其中有憑證可查的再生能源是多少？", "包括自發、購電合約與憑證。"),
        hans=("其中有凭证可查的可再生能源是多少？", "包括自发、购电合同与凭证。"),
    ),
    dict(
        key="fuel", **FIGURE, **HEAT, most=50_000_000,
        en=("How much energy came from fuels you burnt?", "Gas, oil, coal and vehicle fuels."),
        hant=("自行燃燒的燃料提供多少能源？", "包括天然氣、燃油、煤與車用燃料。"),
        hans=("自行燃烧的燃料提供多少能源？", "包括天然气、燃油、煤与车用燃料。"),
    ),
)  # fmt: skip
