"""Choices that many questions share: value, label, share of the weight, and the label in Chinese."""

GRADED = (
    ("yes", "Yes, written down and checked every year", 1, "是，有書面規定且每年檢查", "是，有书面规定且每年检查"),
    ("partly", "Partly, or not at every site", 0.5, "部分做到，或並非每個廠區都做到", "部分做到，或并非每个厂区都做到"),
    ("no", "No", 0, "否", "否"),
)
YES_NO = (
    ("yes", "Yes", 1, "是", "是"),
    ("no", "No", 0, "否", "否"),
)
YES_NO_UNKNOWN = (
    ("yes", "Yes", 1, "是", "是"),
    ("no", "No", 0, "否", "否"),
    ("unknown", "We do not know", 0, "不清楚", "不清楚"),
)
VOICES = (
    ("union", "A trade union", 0.5, "工會", "工会"),
    ("elected", "Representatives whom the workers elect", 0.5, "勞工自行選出的代表", "劳工自行选出的代表"),
    ("meetings", "Regular meetings that are minuted", 0.25, "定期舉行並留下紀錄的會議", "定期举行并留下记录的会议"),
    ("anonymous", "A way to write or call without a name", 0.25, "可匿名的信箱或電話", "可匿名的信箱或电话"),
    ("nothing", "None of these", 0, "以上皆無", "以上皆无"),
)
SCOPES = (
    ("one", "Scope 1: what we burn and release ourselves", 0.4, "範疇一：自身的燃燒與排放", "范围一：自身的燃烧与排放"),
    ("two", "Scope 2: the electricity and heat we buy", 0.4, "範疇二：外購的電力與熱能", "范围二：外购的电力与热能"),
    ("three", "Scope 3: at least what we purchase and ship", 0.2, "範疇三：至少包含採購與運輸", "范围三：至少包含采购与运输"),
    ("nothing", "None of these", 0, "以上皆無", "以上皆无"),
)
TARGETS = (
    ("public", "Yes, published, with a year", 1, "有，已公開並訂有目標年", "有，已公开并订有目标年"),
    ("own", "Yes, for ourselves", 0.5, "有，僅供內部使用", "有，仅供内部使用"),
    ("no", "No", 0, "沒有", "没有"),
)
SYSTEMS = (
    ("iso-9001", "ISO 9001 (quality)", 0.25, "ISO 9001（品質）", "ISO 9001（质量）"),
    ("iso-14001", "ISO 14001 (environment)", 0.25, "ISO 14001（環境）", "ISO 14001（环境）"),
    ("iso-45001", "ISO 45001 (health and safety)", 0.25, "ISO 45001（職業安全衛生）", "ISO 45001（职业健康安全）"),
    ("labour", "A standard for labour, such as SA8000", 0.25, "勞工相關標準，例如 SA8000", "劳工相关标准，例如 SA8000"),
    ("nothing", "None of these", 0, "以上皆無", "以上皆无"),
)
METALS = (
    ("tin", "Tin", 0, "錫", "锡"),
    ("tantalum", "Tantalum", 0, "鉭", "钽"),
    ("tungsten", "Tungsten", 0, "鎢", "钨"),
    ("gold", "Gold", 0, "金", "金"),
    ("cobalt", "Cobalt", 0, "鈷", "钴"),
    ("none", "None of these", 0, "以上皆無", "以上皆无"),
)
USED = ("tin", "tantalum", "tungsten", "gold", "cobalt")
POLICY = (
    ("public", "Yes, published", 1, "有，已公開", "有，已公开"),
    ("own", "Yes, not published", 1, "有，未公開", "有，未公开"),
    ("no", "No", 0, "沒有", "没有"),
)
VERIFIED = (
    ("none", "Not verified", 0, "未經查證", "未经核查"),
    ("internal", "By our own people", 0, "內部查證", "内部核查"),
    ("third", "By a third party", 0, "第三方查證", "第三方核查"),
)
BASIS = (
    ("sales", "By sales", 0, "依銷售金額", "依销售金额"),
    ("mass", "By mass", 0, "依重量", "依重量"),
    ("pieces", "By number of pieces", 0, "依件數", "依件数"),
    ("energy", "By energy used in making them", 0, "依生產用電或用能", "依生产用电或用能"),
)
METHODS = (
    ("iso", "ISO 14064-1", 0, "ISO 14064-1", "ISO 14064-1"),
    ("protocol", "GHG Protocol", 0, "溫室氣體盤查議定書（GHG Protocol）", "温室气体核算体系（GHG Protocol）"),
    ("other", "Another one", 0, "其他", "其他"),
    ("none", "None in particular", 0, "未採用特定標準", "未采用特定标准"),
)
WATER_SOURCES = (
    ("mains", "Public supply", 0, "自來水", "自来水"),
    ("ground", "Groundwater", 0, "地下水", "地下水"),
    ("surface", "Rivers and lakes", 0, "河川與湖泊", "河川与湖泊"),
    ("sea", "Seawater", 0, "海水", "海水"),
    ("reclaimed", "Reclaimed water from others", 0, "外購再生水", "外购再生水"),
)
