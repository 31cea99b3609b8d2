"""Section C of the self-assessment, in our own words: environment."""

from .scales import GRADED, SCOPES, TARGETS, YES_NO

ENVIRONMENT = (
    dict(
        key="env-permits", options=GRADED, weight=3, wants_file=True,
        en=("Are all environmental permits and registrations valid, and are their reports handed in on time?", "Attach the list with the dates they end."),
        hant=("所有環境許可與登記是否都有效，並按時申報？", "請附上許可清單及到期日。"),
        hans=("所有环境许可与登记是否都有效，并按时申报？", "请附上许可清单及到期日。"),
    ),
    dict(
        key="env-orders", kind="number", weight=1, unit="orders", least=0, most=100, none_at=3, full_at=0,
        en=("How many fines or orders did an environmental authority issue against you in the last three years?", "All sites together."),
        hant=("過去三年，環保主管機關對貴公司開出多少次罰單或改善命令？", "所有廠區合計。"),
        hans=("过去三年，环保主管部门对贵公司开出多少次罚单或改善命令？", "所有厂区合计。"),
    ),
    dict(
        key="process-water", options=YES_NO, weight=0,
        en=("Does waste water from production leave your sites?", "To a river, to the sea or into a sewer."),
        hant=("貴公司廠區是否排放製程廢水？", "排至河川、海洋或下水道都算。"),
        hans=("贵公司厂区是否排放生产废水？", "排至河川、海洋或下水道都算。"),
    ),
    dict(
        key="waste-water", options=GRADED, weight=3, wants_file=True, shown_if=("process-water", "yes"),
        en=("Is it treated, tested by an independent laboratory, and within the limits?", "Attach the last test report."),
        hant=("廢水是否經過處理、由獨立實驗室檢測，且符合排放標準？", "請附上最近一次的檢測報告。"),
        hans=("废水是否经过处理、由独立实验室检测，且符合排放标准？", "请附上最近一次的检测报告。"),
    ),
    dict(
        key="storm-drains", options=GRADED, weight=1,
        en=("Are storm drains kept free of spills, and do people know what to do if something leaks?", ""),
        hant=("雨水溝是否避免受到洩漏物污染，且人員知道洩漏時如何處理？", ""),
        hans=("雨水沟是否避免受到泄漏物污染，且人员知道泄漏时如何处理？", ""),
    ),
    dict(
        key="chemical-list", options=GRADED, weight=2,
        en=("Is there a complete list of hazardous substances, and are they labelled, kept apart and held in trays?", "With a safety data sheet that the users can read."),
        hant=("是否有完整的有害物質清單，並妥善標示、分區存放且設有防溢設施？", "並備有使用者看得懂的安全資料表。"),
        hans=("是否有完整的有害物质清单，并妥善标识、分区存放且设有防溢设施？", "并备有用户看得懂的安全技术说明书。"),
    ),
    dict(
        key="restricted", options=GRADED, weight=3, wants_file=True,
        en=("Do you know that your products hold no substance that law or customers forbid, from tests of what you buy?", "Attach one test report of this year."),
        hant=("貴公司是否透過進料檢測，確認產品不含法規或客戶禁用的物質？", "請附上一份今年的檢測報告。"),
        hans=("贵公司是否通过来料检测，确认产品不含法规或客户禁用的物质？", "请附上一份今年的检测报告。"),
    ),
    dict(
        key="hazardous-waste", options=GRADED, weight=2, may_not_apply=True,
        en=("Is hazardous waste given to licensed companies only, and followed to where it ends?", "Not applicable only if there is none."),
        hant=("有害廢棄物是否只交由合法業者處理，並追蹤至最終去處？", "沒有有害廢棄物時才屬不適用。"),
        hans=("有害废弃物是否只交由有资质的公司处理，并跟踪至最终去处？", "没有有害废弃物时才属不适用。"),
    ),
    dict(
        key="less-waste", options=TARGETS, weight=1,
        en=("Is there a target for less waste?", ""),
        hant=("是否訂有廢棄物減量目標？", ""),
        hans=("是否订有废弃物减量目标？", ""),
    ),
    dict(
        key="air", options=YES_NO, weight=0,
        en=("Do your processes release solvents, acids, dust or combustion gases into the air?", ""),
        hant=("貴公司的製程是否會排放溶劑、酸氣、粉塵或燃燒廢氣？", ""),
        hans=("贵公司的生产工艺是否会排放溶剂、酸气、粉尘或燃烧废气？", ""),
    ),
    dict(
        key="air-control", options=GRADED, weight=2, shown_if=("air", "yes"),
        en=("Are they captured, measured and within the limits, and is the equipment for it looked after daily?", ""),
        hant=("這些排放是否經收集、量測並符合標準，且防制設備每日維護？", ""),
        hans=("这些排放是否经收集、测量并符合标准，且治理设备每日维护？", ""),
    ),
    dict(
        key="inventory", kind="multiple", options=SCOPES, weight=2,
        en=("Which greenhouse gas emissions did you work out for last year?", "Mark all."),
        hant=("去年的溫室氣體盤查涵蓋哪些範疇？", "可複選。"),
        hans=("去年的温室气体核算涵盖哪些范围？", "可多选。"),
    ),
    dict(
        key="climate-target", options=TARGETS, weight=2,
        en=("Is there a target for less greenhouse gas?", ""),
        hant=("是否訂有溫室氣體減量目標？", ""),
        hans=("是否订有温室气体减排目标？", ""),
    ),
    dict(
        key="renewable", kind="number", weight=1, unit="%", least=0, most=100, none_at=0, full_at=100, explain_percent=50,
        en=("What part of the electricity you used last year was renewable, with proof?", "In percent; own solar panels, contracts and certificates count."),
        hant=("去年使用的電力中，有憑證可查的再生能源占多少？", "以百分比表示；自有太陽能、購電合約與憑證都可計入。"),
        hans=("去年使用的电力中，有凭证可查的可再生能源占多少？", "以百分比表示；自有太阳能、购电合同与凭证都可计入。"),
    ),
    dict(
        key="water-plan", options=GRADED, weight=1,
        en=("Do you know where your water comes from, whether it is scarce there, and how to use less?", ""),
        hant=("貴公司是否了解用水來源、當地是否缺水，以及如何節水？", ""),
        hans=("贵公司是否了解用水来源、当地是否缺水，以及如何节水？", ""),
    ),
)  # fmt: skip
