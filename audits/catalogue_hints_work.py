"""What is looked at under labor, health and safety, in our own words (“7:” where 7.0 differs)."""

#: code: (English, traditional, simplified Chinese)
HINTS = {
    "A1": (
        "Contracts in a language the worker reads, passports with their owners, no fee or deposit for the job, and freedom to leave after notice.",
        "勞動契約以勞工看得懂的語言書寫、護照由本人保管、不因求職而付費或繳押金，預告後可自由離職。",
        "劳动契约以劳工看得懂的语言书写、护照由本人保管、不因求职而付费或缴押金，预告后可自由离职。",
    ),
    "A2": (
        "Proof of age before hiring, no child labor, no night or dangerous work below 18, and help for a child found working.",
        "聘用前查驗年齡、不用童工、未滿18歲不做夜間或危險工作；若發現童工，協助其返家就學。",
        "聘用前查验年龄、不用童工、未满18岁不做夜间或危险工作；若发现童工，协助其返家就学。",
    ),
    "A3": (
        "Time records of the busiest weeks: hours a week within law and code, one day off in seven, overtime by free will.",
        "抽看最忙幾週的出勤紀錄：每週工時符合法規與準則、七天休一天、加班出於自願。",
        "抽看最忙几周的出勤纪录：每周工时符合法规与准则、七天休一天、加班出于自愿。",
    ),
    "A4": (
        "Pay slips against time records: minimum wage, overtime rate, social insurance, no fines from wages, paid on the day.",
        "以薪資單比對出勤紀錄：基本工資、加班費率、社會保險、不以扣薪懲處、準時發薪。",
        "以薪资单比对出勤纪录：基本工资、加班费率、社会保险、不以扣薪惩处、准时发薪。",
    ),
    "A5": (
        "Hiring, pay and promotion without regard to the person's origin or life, no medical tests that exclude, no harsh treatment, and somewhere to complain.",
        "招募、薪資與升遷不看出身與個人背景、不以體檢篩除、無粗暴對待，並有申訴管道。",
        "招募、薪资与升迁不看出身与个人背景、不以体检筛除、无粗暴对待，并有申诉管道。",
    ),
    "A6": (
        "Workers may join or not join a union, choose their speakers and bargain together, without pressure from management.",
        "勞工可自由加入或不加入工會、推選代表並集體協商，管理階層不得施壓。",
        "劳工可自由加入或不加入工会、推选代表并集体协商，管理阶层不得施压。",
    ),
    "B1": (
        "Hazards of each workplace are known and lowered: electricity, heights, traffic, chemicals; protective gear is there and worn; pregnant workers are kept from danger.",
        "各作業場所的危害已辨識並降低：用電、高處、車輛動線、化學品；防護具齊全且確實配戴；妊娠員工遠離危險作業。",
        "各作业场所的危害已辨识并降低：用电、高处、车辆动线、化学品；防护具齐全且确实配戴；妊娠员工远离危险作业。",
    ),
    "B2": (
        "Exits open and lit, alarms and extinguishers tested, drills on every shift with records, and a plan that people know.",
        "出口暢通且有照明、警報與滅火器定期測試、各班次皆有演練紀錄、員工知道應變計畫。",
        "出口畅通且有照明、警报与灭火器定期测试、各班次皆有演练纪录、员工知道应变计划。",
    ),
    "B3": (
        "Every injury and illness is written down, looked into and treated; the causes are removed and people return to suitable work.",
        "每件傷病都有紀錄、調查與治療；消除原因，並協助員工回到合適的工作。",
        "每件伤病都有纪录、调查与治疗；消除原因，并协助员工回到合适的工作。",
    ),
    "B4": (
        "Noise, dust, heat and chemicals are measured by somebody competent; what is too high is lowered at its source before masks are handed out.",
        "噪音、粉塵、高溫與化學品由合格人員量測；超標者先從源頭改善，再談口罩與耳塞。",
        "噪音、粉尘、高温与化学品由合格人员量测；超标者先从源头改善，再谈口罩与耳塞。",
    ),
    "B5": (
        "Lifting, long standing and repeated movements are assessed and made easier by aids, pace or turns.",
        "評估搬運、久站與重複動作，並以輔具、節奏或輪替減輕負擔。",
        "评估搬运、久站与重复动作，并以辅具、节奏或轮替减轻负担。",
    ),
    "B6": (
        "Guards, interlocks and emergency stops are in place and work; nobody bridges them; maintenance locks the power off.",
        "護罩、連鎖與緊急停止裝置齊全且有效、無人旁路；維修時上鎖斷電。",
        "护罩、连锁与紧急停止设备齐全且有效、无人旁路；维修时上锁断电。",
    ),
    "B7": (
        "Clean toilets, drinking water, safe food; dormitories with room, exits, heating or cooling and a place for one's things.",
        "廁所清潔、有飲用水、飲食安全；宿舍有足夠空間、出口、冷暖設備與個人置物處。",
        "厕所清洁、有饮用水、饮食安全；宿舍有足够空间、出口、冷暖设备与个人置物处。",
    ),
    "B8": (
        "Safety training before work begins and in the worker's language; hazards are posted where they are; workers can raise concerns.",
        "上工前以勞工的語言完成安全訓練；危害標示貼在現場；勞工可反映疑慮。",
        "上工前以劳工的语言完成安全训练；危害标示贴在现场；劳工可反映疑虑。",
    ),
    "7:A5": (
        "No violence, threats, shaming or sexual harassment; the rules on discipline are written and known.",
        "無暴力、威脅、羞辱或性騷擾；懲處規定有明文且眾所周知。",
        "无暴力、威胁、羞辱或性骚扰；惩处规定有明文且众所周知。",
    ),
    "7:A6": (
        "Hiring, pay, training and promotion without regard to the person's origin or life; no medical tests that exclude; room for religious practice.",
        "招募、薪資、訓練與升遷不看出身與個人背景；不以體檢篩除；尊重宗教活動。",
        "招募、薪资、训练与升迁不看出身与个人背景；不以体检筛除；尊重宗教活动。",
    ),
}  # fmt: skip
