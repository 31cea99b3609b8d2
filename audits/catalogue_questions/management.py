"""Section E of the self-assessment, in our own words: management systems."""

from .scales import GRADED, SYSTEMS, YES_NO

MANAGEMENT = (
    dict(
        key="commitment", options=GRADED, weight=2, wants_file=True,
        en=("Is there a policy on people, safety, environment and ethics, signed by the head of the company and posted at work?", "In the languages that your workers read."),
        hant=("是否訂有涵蓋勞工、安全、環境與道德的政策，由最高主管簽署並張貼於工作場所？", "並以員工看得懂的語言撰寫。"),
        hans=("是否订有涵盖劳工、安全、环境与道德的政策，由最高管理者签署并张贴于工作场所？", "并以员工看得懂的语言撰写。"),
    ),
    dict(
        key="in-charge", options=YES_NO, weight=2,
        en=("Is a named member of the top management in charge of it, with time and money for it?", ""),
        hant=("是否指定一位高階主管負責，並給予足夠的時間與預算？", ""),
        hans=("是否指定一位高层管理人员负责，并给予足够的时间与预算？", ""),
    ),
    dict(
        key="law-watch", options=GRADED, weight=2,
        en=("Does somebody follow new laws and customers' requirements, and check whether you keep to them?", ""),
        hant=("是否有專人追蹤新法規與客戶要求，並檢查符合情形？", ""),
        hans=("是否有专人跟踪新法规与客户要求，并检查符合情形？", ""),
    ),
    dict(
        key="systems", kind="multiple", options=SYSTEMS, weight=2, wants_file=True,
        en=("Which management systems are certified at every site that makes our products?", "Attach certificates that the portal does not have yet."),
        hant=("生產本公司產品的每個廠區，已取得哪些管理系統驗證？", "若證書尚未上傳至本平台，請一併附上。"),
        hans=("生产本公司产品的每个厂区，已取得哪些管理体系认证？", "若证书尚未上传至本平台，请一并附上。"),
    ),
    dict(
        key="risks", options=GRADED, weight=2,
        en=("Are risks to people, environment and fair business assessed every year, the greatest first?", ""),
        hant=("是否每年評估對人員、環境與商業道德的風險，並優先處理最重大者？", ""),
        hans=("是否每年评估对人员、环境与商业道德的风险，并优先处理最重大者？", ""),
    ),
    dict(
        key="objectives", options=GRADED, weight=1,
        en=("Are there targets with dates for improving, and does the management look at them at least every quarter?", ""),
        hant=("是否訂有附期限的改善目標，且管理階層至少每季檢視一次？", ""),
        hans=("是否订有附期限的改善目标，且管理层至少每季度审视一次？", ""),
    ),
    dict(
        key="trained", options=GRADED, weight=1,
        en=("Are workers and supervisors trained in these matters when they begin, and again later?", ""),
        hant=("員工與主管是否在到職時接受相關訓練，並定期複訓？", ""),
        hans=("员工与管理人员是否在入职时接受相关培训，并定期复训？", ""),
    ),
    dict(
        key="complaints", options=GRADED, weight=2,
        en=("Is every complaint of a worker answered, and are the answers followed up?", ""),
        hant=("員工的每件申訴是否都獲得回覆並持續追蹤？", ""),
        hans=("员工的每件申诉是否都获得回复并持续跟踪？", ""),
    ),
    dict(
        key="own-checks", options=GRADED, weight=2,
        en=("Do you audit yourself against the code at least once a year?", ""),
        hant=("是否至少每年依行為準則自行稽核一次？", ""),
        hans=("是否至少每年依行为准则自行稽核一次？", ""),
    ),
    dict(
        key="last-visit", kind="date", weight=0, may_not_apply=True,
        en=("When did somebody from outside last audit how you treat people and the environment?", "Not applicable if it never happened."),
        hant=("最近一次由外部單位稽核勞工與環境事項是哪一天？", "若從未稽核，請選不適用。"),
        hans=("最近一次由外部单位稽核劳工与环境事项是哪一天？", "若从未稽核，请选不适用。"),
    ),
    dict(
        key="causes", options=GRADED, weight=2,
        en=("Is the cause of every finding sought, and does somebody else check that the correction works?", ""),
        hant=("每項缺失是否都查明原因，並由另一人確認改善有效？", ""),
        hans=("每项缺失是否都查明原因，并由另一人确认改善有效？", ""),
    ),
    dict(
        key="own-suppliers", options=GRADED, weight=2,
        en=("Do you ask your own suppliers for the same, in writing?", ""),
        hant=("是否以書面要求貴公司自己的供應商遵守同樣的規範？", ""),
        hans=("是否以书面要求贵公司自己的供应商遵守同样的规范？", ""),
    ),
    dict(
        key="suppliers-checked", kind="number", weight=1, unit="%", least=0, most=100, none_at=0, full_at=80, shown_if=("own-suppliers", "yes", "partly"),
        en=("What part of your purchases comes from suppliers that you have assessed for it?", "In percent of last year's purchases; 80 % earns all."),
        hant=("已完成評估的供應商占貴公司採購金額多少？", "以去年採購金額的百分比表示；達 80 % 即得滿分。"),
        hans=("已完成评估的供应商占贵公司采购金额多少？", "以去年采购金额的百分比表示；达 80 % 即得满分。"),
    ),
    dict(
        key="first-steps", kind="text", weight=0,
        en=("What do you want to improve first in the coming year, and what would help you?", "A few sentences. This answer is not scored."),
        hant=("未來一年最想先改善什麼？需要什麼協助？", "幾句話即可，此題不計分。"),
        hans=("未来一年最想先改善什么？需要什么协助？", "几句话即可，此题不计分。"),
    ),
)  # fmt: skip
