"""Section M of the annual survey: responsible minerals."""

from .scales import METALS, POLICY, USED, YES_NO

MINERALS = (
    dict(
        key="metals", kind="multiple", options=METALS,
        en=("Which of these metals are in the products you make for us?", "Traces in bought parts count: solder, plating, capacitors, hard metal, batteries."),
        hant=("貴公司供應本公司的產品含有哪些金屬？", "外購零件中的微量也要計入，例如焊料、電鍍層、電容、硬質合金與電池。"),
        hans=("贵公司供应本公司的产品含有哪些金属？", "外购零件中的微量也要计入，例如焊料、电镀层、电容、硬质合金与电池。"),
    ),
    dict(
        key="metals-policy", options=POLICY, wants_file=True, shown_if=("metals", *USED),
        en=("Is there a policy for responsible minerals?", "Attach it, or its address as a file."),
        hant=("是否訂有負責任礦產政策？", "請附上政策文件，或載有其網址的檔案。"),
        hans=("是否订有负责任矿产政策？", "请附上政策文件，或载有其网址的文件。"),
    ),
    dict(
        key="metals-asked", options=YES_NO, shown_if=("metals", *USED),
        en=("Did you ask your suppliers of these metals for their smelters within the last year?", ""),
        hant=("過去一年是否已請這些金屬的供應商提供冶煉廠名單？", ""),
        hans=("过去一年是否已请这些金属的供应商提供冶炼厂名单？", ""),
    ),
    dict(
        key="metals-answered", kind="number", unit="%", least=0, most=100, explain_percent=50, shown_if=("metals-asked", "yes"),
        en=("What part of them answered?", "In percent of the suppliers you asked."),
        hant=("其中有多少比例已經回覆？", "以占詢問供應商家數的百分比表示。"),
        hans=("其中有多少比例已经回复？", "以占询问供应商家数的百分比表示。"),
    ),
    dict(
        key="smelters", kind="smelters", shown_if=("metals", *USED),
        en=("Which smelters and refiners are behind these metals?", "One line for each smelter and metal. The share that conforms is worked out from this list, metal by metal."),
        hant=("這些金屬來自哪些冶煉廠或精煉廠？", "每座冶煉廠與每種金屬各一列；各金屬的合格比例由此清單計算。"),
        hans=("这些金属来自哪些冶炼厂或精炼厂？", "每座冶炼厂与每种金属各一列；各金属的合格比例由此清单计算。"),
    ),
    dict(
        key="metals-steps", kind="text", shown_if=("metals", *USED),
        en=("What do you do about smelters that do not conform, or that you do not know?", ""),
        hant=("對於不合格或尚未掌握的冶煉廠，貴公司採取哪些行動？", ""),
        hans=("对于不合格或尚未掌握的冶炼厂，贵公司采取哪些行动？", ""),
    ),
)  # fmt: skip
