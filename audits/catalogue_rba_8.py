"""The headings of the RBA Code of Conduct 8.0.1: titles only, as published; what to look at is in our words.

(code, risk category, title, traditional, simplified Chinese). The categories and the Chinese titles are
defaults of this portal, to confirm.
"""

STANDARD, VERSION = "RBA", "8.0.1"

PROVISIONS = (
    ("A1", "labour", "Prohibition of Forced Labor", "禁止強迫勞動", "禁止强迫劳动"),
    ("A2", "labour", "Young Workers", "青年勞工", "青年劳工"),
    ("A3", "labour", "Working Hours", "工時", "工时"),
    ("A4", "labour", "Wages and Benefits", "工資與福利", "工资与福利"),
    ("A5", "labour", "Non-Discrimination/Non-Harassment/Humane Treatment", "不歧視／不騷擾／人道待遇", "不歧视／不骚扰／人道待遇"),
    ("A6", "labour", "Freedom of Association and Collective Bargaining", "結社自由與集體協商", "结社自由与集体协商"),
    ("B1", "labour", "Occupational Health and Safety", "職業健康與安全", "职业健康与安全"),
    ("B2", "labour", "Emergency Preparedness", "緊急應變準備", "紧急应变准备"),
    ("B3", "labour", "Occupational Injury and Illness", "職業傷害與疾病", "职业伤害与疾病"),
    ("B4", "labour", "Industrial Hygiene", "工業衛生", "工业卫生"),
    ("B5", "labour", "Physically Demanding Work", "高體力負荷工作", "高体力负荷工作"),
    ("B6", "labour", "Machine Safeguarding", "機械安全防護", "机械安全防护"),
    ("B7", "labour", "Sanitation, Food, and Housing", "環境衛生、飲食與住宿", "环境卫生、饮食与住宿"),
    ("B8", "labour", "Health and Safety Communication", "健康與安全溝通", "健康与安全沟通"),
    ("C1", "environment", "Environmental Permits and Reporting", "環境許可與申報", "环境许可与申报"),
    ("C2", "environment", "Pollution Prevention and Resource Conservation", "污染預防與資源節約", "污染预防与资源节约"),
    ("C3", "environment", "Hazardous Substances", "有害物質", "有害物质"),
    ("C4", "environment", "Solid Waste", "固體廢棄物", "固体废弃物"),
    ("C5", "environment", "Air Emissions", "廢氣排放", "废气排放"),
    ("C6", "product", "Materials Restrictions", "物質限用", "物质限用"),
    ("C7", "environment", "Water Management", "水資源管理", "水资源管理"),
    ("C8", "environment", "Energy Consumption and Greenhouse Gas Emissions", "能源消耗與溫室氣體排放", "能源消耗与温室气体排放"),
    ("D1", "management_system", "Business Integrity", "誠信經營", "诚信经营"),
    ("D2", "management_system", "No Improper Advantage", "不收受不正當利益", "不收受不正当利益"),
    ("D3", "management_system", "Disclosure of Information", "資訊揭露", "信息揭露"),
    ("D4", "product", "Intellectual Property", "智慧財產", "智能财产"),
    ("D5", "product", "Fair Business, Advertising and Competition", "公平交易、廣告與競爭", "公平交易、广告与竞争"),
    ("D6", "management_system", "Protection of Identity and Non-Retaliation", "身分保護與禁止報復", "身分保护与禁止报复"),
    ("D7", "product", "Responsible Sourcing of Minerals", "負責任的礦產採購", "负责任的矿产采购"),
    ("D8", "management_system", "Privacy", "隱私", "隐私"),
    ("E1", "management_system", "Company Commitment", "公司承諾", "公司承诺"),
    ("E2", "management_system", "Management Accountability and Responsibility", "管理權責", "管理权责"),
    ("E3", "management_system", "Legal and Customer Requirements", "法規與客戶要求", "法规与客户要求"),
    ("E4", "management_system", "Risk Assessment and Risk Management", "風險評估與風險管理", "风险评估与风险管理"),
    ("E5", "management_system", "Improvement Objectives", "改善目標", "改善目标"),
    ("E6", "management_system", "Training", "訓練", "训练"),
    ("E7", "management_system", "Communication", "溝通", "沟通"),
    ("E8", "management_system",
     "Worker/Stakeholder Engagement and Access To Remedy", "勞工／利害關係人參與及救濟管道", "劳工／利害关系人参与及救济管道"),
    ("E9", "management_system", "Audits and Assessments", "稽核與評估", "稽核与评估"),
    ("E10", "management_system", "Corrective Action Process", "矯正措施流程", "矫正措施流程"),
    ("E11", "management_system", "Documentation and Records", "文件與紀錄", "文档与纪录"),
    ("E12", "management_system", "Supplier Responsibility", "供應商責任", "供应商责任"),
)  # fmt: skip
