"""The questionnaires the portal ships: every text in our own words, in three languages.

A questionnaire is `title`, `intro` and `version`, and its sections: code, heading, questions.
"""

from .climate import ENERGY, GREENHOUSE_GAS
from .environment import ENVIRONMENT
from .ethics import ETHICS
from .labour import LABOUR
from .management import MANAGEMENT
from .minerals import MINERALS
from .safety import SAFETY
from .short import SHORT
from .water_waste import WASTE, WATER

#: code: heading in English, traditional and simplified Chinese
HEADINGS = {
    "A": ("Labor", "勞工", "劳工"),
    "B": ("Health and safety", "健康與安全", "健康与安全"),
    "C": ("Environment", "環境", "环境"),
    "D": ("Ethics", "道德規範", "道德规范"),
    "E": ("Management systems", "管理系統", "管理体系"),
    "M": ("Responsible minerals", "負責任礦產", "负责任矿产"),
    "G": ("Greenhouse gas", "溫室氣體", "温室气体"),
    "N": ("Energy", "能源", "能源"),
    "W": ("Water", "水資源", "水资源"),
    "R": ("Waste", "廢棄物", "废弃物"),
}

QUESTIONNAIRES = (
    dict(
        title=("Self-assessment", "自評", "自评"),
        version="2026.1",
        intro=(
            "Twelve questions about how your company treats people, the environment and the rules. "
            "Answer for all sites that make our products. What you have not done yet is better said than left out.",
            "十二個問題，了解貴公司如何對待員工、環境與規範。請就生產本公司產品的所有廠區作答；尚未做到的事，照實填寫比留空好。",
            "十二个问题，了解贵公司如何对待员工、环境与规范。请就生产本公司产品的所有厂区作答；尚未做到的事，如实填写比留空好。",
        ),
        sections={code: [row for row in SHORT if row["section"] == code] for code in "ABCDE"},
    ),
    dict(
        title=("Self-assessment, RBA style", "自評（RBA 架構）", "自评（RBA 架构）"),
        version="2026.2",
        intro=(
            "A full self-assessment over the five sections of the code, in our own words. Answer for all sites that "
            "make our products. Some questions appear only if an earlier answer calls for them; what does not "
            "appear does not count.",
            "依行為準則五個章節設計的完整自評，文字由本平台自行撰寫。請就生產本公司產品的所有廠區作答。部分題目視前面的答案才會出現；未出現的題目不列入計分。",
            "按行为准则五个章节设计的完整自评，文字由本平台自行撰写。请就生产本公司产品的所有厂区作答。部分题目视前面的答案才会出现；未出现的题目不计入得分。",
        ),
        sections={"A": LABOUR, "B": SAFETY, "C": ENVIRONMENT, "D": ETHICS, "E": MANAGEMENT},
    ),
    dict(
        title=("Annual survey", "年度調查", "年度调查"),
        version="2026",
        intro=(
            "Responsible minerals, greenhouse gas, energy, water and waste of the last full year. Choose the unit you "
            "have; where a figure differs by more than half from the year before, please say why.",
            "填報上一完整年度的負責任礦產、溫室氣體、能源、水資源與廢棄物。可選用手邊數據的單位；若數值與前一年相差超過 50 %，請說明原因。",
            "填报上一完整年度的负责任矿产、温室气体、能源、水资源与废弃物。可选用手头数据的单位；若数值与前一年相差超过 50 %，请说明原因。",
        ),
        posts_score=False,
        sections={"M": MINERALS, "G": GREENHOUSE_GAS, "N": ENERGY, "W": WATER, "R": WASTE},
    ),
)
