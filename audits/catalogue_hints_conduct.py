"""What is looked at under ethics and management systems, in our own words."""

#: code: (English, traditional, simplified Chinese)
HINTS = {
    "D1": (
        "No bribery, fraud or embezzlement: rules, training, books that show every payment, and consequences.",
        "無賄賂、詐欺或侵占：有規定、訓練、帳務透明，違者有後果。",
        "无贿赂、诈欺或侵占：有规定、训练、帐务透明，违者有后果。",
    ),
    "D2": (
        "Gifts and favours to win business are neither given nor taken; a register shows what was offered.",
        "不以餽贈或好處換取生意，收授皆不可；有登記簿記錄曾提供的項目。",
        "不以餽赠或好处换取生意，收授皆不可；有登记簿记录曾提供的项目。",
    ),
    "D3": (
        "Figures about work, safety, environment and business are true; nothing is forged for a customer or an auditor.",
        "勞動、安全、環境與經營資訊真實；不為客戶或稽核員造假。",
        "劳动、安全、环境与经营信息真实；不为客户或稽核员造假。",
    ),
    "D4": (
        "Know-how and information of customers and suppliers are protected as agreed.",
        "依約保護客戶與供應商的技術與資訊。",
        "依约保护客户与供应商的技术与信息。",
    ),
    "D5": (
        "Offers, advertising and competition are fair and lawful; no agreements on prices.",
        "報價、廣告與競爭公平合法，不聯合定價。",
        "报价、广告与竞争公平合法，不联合定价。",
    ),
    "D6": (
        "People can report without giving their name, and nobody suffers for it.",
        "可匿名通報，通報者不因此受到不利對待。",
        "可匿名通报，通报者不因此受到不利对待。",
    ),
    "D7": (
        "Origin of tin, tantalum, tungsten, gold and cobalt is asked down to the smelter; risks are followed up.",
        "追查錫、鉭、鎢、金、鈷的來源至冶煉廠，並跟進風險。",
        "追查锡、钽、钨、金、钴的来源至冶炼厂，并跟进风险。",
    ),
    "D8": (
        "Personal data of workers, customers and others are collected, kept and passed on only as the law allows.",
        "員工、客戶等人的個人資料，其蒐集、保存與傳遞皆依法辦理。",
        "员工、客户等人的个人数据，其搜集、保存与传递皆依法办理。",
    ),
    "E1": (
        "A statement of the management on people, safety, environment and ethics is posted in the workers' languages.",
        "管理階層對人權、安全、環境與倫理的聲明，以勞工的語言張貼公告。",
        "管理阶层对人权、安全、环境与伦理的声明，以劳工的语言张贴公告。",
    ),
    "E2": (
        "Named people answer for the management systems; the top management looks at them regularly.",
        "有指名的人員負責管理系統，最高管理階層定期審查。",
        "有指名的人员负责管理系统，最高管理阶层定期审查。",
    ),
    "E3": (
        "Laws and customers' demands are listed, followed and put into practice.",
        "列出並追蹤法規與客戶要求，並落實執行。",
        "列出并追踪法规与客户要求，并落实运行。",
    ),
    "E4": (
        "Risks to people, environment and ethics are found, ranked and lowered, new buildings and processes included.",
        "辨識、排序並降低勞動、環境與倫理風險，含新建物與新製程。",
        "辨识、排序并降低劳动、环境与伦理风险，含新建物与新制程。",
    ),
    "E5": (
        "Written goals with figures and dates, and a look at them at least once a year.",
        "有書面目標、數據與期限，每年至少檢討一次。",
        "有书面目标、数据与期限，每年至少检讨一次。",
    ),
    "E6": (
        "Managers and workers are trained in what they have to carry out; the records show who and when.",
        "主管與勞工皆受過所需訓練，紀錄載明人員與日期。",
        "主管与劳工皆受过所需训练，纪录载明人员与日期。",
    ),
    "E7": (
        "Workers, suppliers and customers learn what the rules are and how the company does.",
        "讓勞工、供應商與客戶了解規範與公司的表現。",
        "让劳工、供应商与客户了解规范与公司的表现。",
    ),
    "E8": (
        "Workers and those affected are asked, complaints are answered within a set time, and harm is made good.",
        "徵詢勞工與受影響者的意見，申訴在期限內回覆，造成的損害獲得補救。",
        "征询劳工与受影响者的意见，申诉在期限内回复，造成的损害获得补救。",
    ),
    "E9": (
        "The company audits itself against law, code and contracts, and looks at suppliers, too.",
        "公司依法規、準則與合約自我稽核，並查核供應商。",
        "公司依法规、准则与合约自我稽核，并查核供应商。",
    ),
    "E10": (
        "What was found is put right in time, by the cause, and somebody else checks that it holds.",
        "發現的問題依根本原因如期改善，並由他人確認成效。",
        "发现的问题依根本原因如期改善，并由他人确认成效。",
    ),
    "E11": (
        "Papers and records show what was done, are kept as long as needed, and private data are protected.",
        "文件與紀錄足以證明作為、保存至所需年限，並保護個資。",
        "文档与纪录足以证明作为、保存至所需年限，并保护个资。",
    ),
    "E12": (
        "The code is passed on to suppliers, and it is looked at whether they keep it.",
        "將準則傳達給供應商，並查核其遵循情形。",
        "将准则传达给供应商，并查核其遵循情形。",
    ),
}  # fmt: skip
