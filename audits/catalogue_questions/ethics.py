"""Section D of the self-assessment, in our own words: ethics."""

from .scales import GRADED, YES_NO

ETHICS = (
    dict(
        key="bribes", options=GRADED, weight=3, wants_file=True,
        en=("Is there a rule that nobody gives or takes a bribe, with consequences that have been used or would be?", "Officials, customers, suppliers and auditors are all meant."),
        hant=("是否訂有禁止行賄與收賄的規定，且違反時確實會有懲處？", "對象包括公務員、客戶、供應商與稽核員。"),
        hans=("是否订有禁止行贿与收贿的规定，且违反时确实会有处分？", "对象包括公务员、客户、供应商与稽核员。"),
    ),
    dict(
        key="gift-book", options=GRADED, weight=1,
        en=("Are gifts, meals and travel above a small amount written down and approved?", ""),
        hant=("超過小額的禮品、餐飲與旅遊招待是否都有登記並經核准？", ""),
        hans=("超过小额的礼品、餐饮与旅游招待是否都有登记并经核准？", ""),
    ),
    dict(
        key="ethics-trained", kind="number", weight=1, unit="%", least=0, most=100, none_at=0, full_at=100,
        en=("What part of those who buy, sell or sign contracts was trained in business ethics in the last two years?", "In percent."),
        hant=("負責採購、銷售或簽約的人員中，過去兩年受過商業道德訓練的比例是多少？", "以百分比表示。"),
        hans=("负责采购、销售或签约的人员中，过去两年受过商业道德培训的比例是多少？", "以百分比表示。"),
    ),
    dict(
        key="true-records", options=GRADED, weight=3,
        en=("Are the records you show to customers, authorities and auditors complete, and the only ones there are?", "A second set of time or pay records is a serious matter."),
        hant=("提供給客戶、主管機關與稽核員的紀錄是否完整，且沒有另一套紀錄？", "另備一套工時或薪資紀錄屬於嚴重問題。"),
        hans=("提供给客户、主管部门与稽核员的记录是否完整，且没有另一套记录？", "另备一套工时或工资记录属于严重问题。"),
    ),
    dict(
        key="know-how", options=GRADED, weight=1,
        en=("Are drawings, samples and other know-how of customers kept so that only those see them who need to?", ""),
        hant=("客戶的圖面、樣品與其他技術資料是否妥善保管，僅供有需要的人員使用？", ""),
        hans=("客户的图面、样品与其他技术资料是否妥善保管，仅供有需要的人员使用？", ""),
    ),
    dict(
        key="fair-trade", options=GRADED, weight=1,
        en=("Do your people know what may not be agreed with competitors, and that advertising has to be true?", ""),
        hant=("貴公司人員是否知道哪些事項不得與競爭者協議，且廣告必須真實？", ""),
        hans=("贵公司人员是否知道哪些事项不得与竞争对手协议，且广告必须真实？", ""),
    ),
    dict(
        key="speak-up", options=GRADED, weight=3,
        en=("Can workers and suppliers report wrongs without giving a name, and is nobody punished for it?", ""),
        hant=("員工與供應商是否可以匿名舉報不法，且不會因此遭到報復？", ""),
        hans=("员工与供应商是否可以匿名举报不法，且不会因此遭到报复？", ""),
    ),
    dict(
        key="minerals", options=YES_NO, weight=0,
        en=("Is there tin, tantalum, tungsten, gold or cobalt in what you make?", "Solder, plating, capacitors and batteries often hold them."),
        hant=("貴公司的產品是否含有錫、鉭、鎢、金或鈷？", "焊料、電鍍層、電容與電池中經常含有。"),
        hans=("贵公司的产品是否含有锡、钽、钨、金或钴？", "焊料、电镀层、电容与电池中经常含有。"),
    ),
    dict(
        key="minerals-policy", options=GRADED, weight=2, wants_file=True, shown_if=("minerals", "yes"),
        en=("Is there a policy for buying these metals without harm to people, and do your suppliers know it?", ""),
        hant=("是否訂有負責任採購這些金屬的政策，並讓供應商知悉？", ""),
        hans=("是否订有负责任采购这些金属的政策，并让供应商知悉？", ""),
    ),
    dict(
        key="minerals-smelters", options=GRADED, weight=2, shown_if=("minerals", "yes"),
        en=("Do you know the smelters behind them, and act when one has not been found to conform?", ""),
        hant=("是否掌握這些金屬的冶煉廠，並在冶煉廠未符合要求時採取行動？", ""),
        hans=("是否掌握这些金属的冶炼厂，并在冶炼厂未符合要求时采取行动？", ""),
    ),
    dict(
        key="personal-data", options=GRADED, weight=1,
        en=("Is personal data of workers and customers collected only as needed, kept safe and deleted in time?", ""),
        hant=("員工與客戶的個人資料是否僅在必要範圍內蒐集、妥善保護並適時刪除？", ""),
        hans=("员工与客户的个人信息是否仅在必要范围内收集、妥善保护并适时删除？", ""),
    ),
)  # fmt: skip
