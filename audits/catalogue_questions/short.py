"""A short self-assessment in our own words, over the five sections of the code."""

from .scales import GRADED

SHORT = (
    dict(
        section="A", key="fees", options=GRADED, weight=3,
        en=("Do you make sure that no worker pays for getting the job?", "Fees to agents, deposits and kept passports all count."),
        hant=("貴公司是否確保員工無須為取得工作付費？", "仲介費、保證金與扣留護照都算。"),
        hans=("贵公司是否确保员工无须为取得工作付费？", "中介费、保证金与扣留护照都算。"),
    ),
    dict(
        section="A", key="hours", kind="number", weight=2, unit="%", none_at=20, full_at=0,
        en=("How many workers worked more than 60 hours in any week of last month?", "In percent of all workers."),
        hant=("上個月有多少員工在任一週工作超過 60 小時？", "以占全體員工的百分比表示。"),
        hans=("上个月有多少员工在任一周工作超过 60 小时？", "以占全体员工的百分比表示。"),
    ),
    dict(
        section="A", key="young", options=GRADED, weight=2,
        en=("Do you check every new worker's age with an official document?", ""),
        hant=("是否以官方證件核對每位新進人員的年齡？", ""),
        hans=("是否以官方证件核对每位新进人员的年龄？", ""),
    ),
    dict(
        section="B", key="drills", options=GRADED, weight=2,
        en=("Was the emergency plan tried out at every site within the last year?", "Day and night shifts, dormitories too."),
        hant=("過去一年每個廠區是否都演練過緊急應變計畫？", "日班、夜班與宿舍都包括在內。"),
        hans=("过去一年每个厂区是否都演练过紧急应变计划？", "日班、夜班与宿舍都包括在内。"),
    ),
    dict(
        section="B", key="injuries", kind="number", weight=2, unit="per million hours", none_at=10, full_at=0,
        en=("How many lost-time injuries were there last year?", "Per million hours worked."),
        hant=("去年發生多少件損失工時的傷害？", "以每百萬工時計。"),
        hans=("去年发生多少件损失工时的伤害？", "以每百万工时计。"),
    ),
    dict(
        section="B", key="housing", options=GRADED, weight=1, may_not_apply=True,
        en=("Are dormitories inspected at least every quarter?", "If you house workers."),
        hant=("宿舍是否至少每季檢查一次？", "提供員工住宿時適用。"),
        hans=("宿舍是否至少每季度检查一次？", "提供员工住宿时适用。"),
    ),
    dict(
        section="C", key="permits", options=GRADED, weight=3,
        en=("Are all environmental permits valid and their limits measured?", ""),
        hant=("所有環境許可是否有效，並量測是否符合限值？", ""),
        hans=("所有环境许可是否有效，并测量是否符合限值？", ""),
    ),
    dict(
        section="C", key="ghg", kind="number", weight=1, unit="%", none_at=0, full_at=100,
        en=("For what part of your electricity do you measure greenhouse gas emissions?", "Scope 2, in percent."),
        hant=("貴公司有多少比例的用電已計算溫室氣體排放？", "範疇二，以百分比表示。"),
        hans=("贵公司有多少比例的用电已计算温室气体排放？", "范围二，以百分比表示。"),
    ),
    dict(
        section="D", key="gifts", options=GRADED, weight=2,
        en=("Is there a rule about gifts, and do people who buy and sell sign it?", ""),
        hant=("是否訂有餽贈規定，並由採購與業務人員簽署？", ""),
        hans=("是否订有馈赠规定，并由采购与销售人员签署？", ""),
    ),
    dict(
        section="D", key="minerals", options=GRADED, weight=2, may_not_apply=True,
        en=("Do you know the smelters behind the tin, tantalum, tungsten, gold and cobalt you use?", "If these metals are in what you make."),
        hant=("貴公司是否掌握所用錫、鉭、鎢、金與鈷的冶煉廠？", "產品含有這些金屬時適用。"),
        hans=("贵公司是否掌握所用锡、钽、钨、金与钴的冶炼厂？", "产品含有这些金属时适用。"),
    ),
    dict(
        section="E", key="own-audits", options=GRADED, weight=2,
        en=("Do you audit yourself against the code and follow up what you find?", ""),
        hant=("是否依行為準則自行稽核，並追蹤發現的問題？", ""),
        hans=("是否依行为准则自行稽核，并跟踪发现的问题？", ""),
    ),
    dict(
        section="E", key="plans", kind="text", weight=0,
        en=("What do you want to improve first in the coming year?", "A few sentences. This answer is not scored."),
        hant=("未來一年最想先改善什麼？", "幾句話即可，此題不計分。"),
        hans=("未来一年最想先改善什么？", "几句话即可，此题不计分。"),
    ),
)  # fmt: skip
