"""Cases of the demo company about people and their safety. Made up: no firm stands behind them."""

#: provision → five parts, each in English, 繁體中文 and 简体中文
CASES = {
    "A1": (
        (
            "Recruitment fees paid back, and no longer asked for",
            "退還招聘費用，並不再收取",
            "退还招聘费用，并不再收取",
        ),
        (
            "Eleven of thirty workers from abroad had paid an agent before they came; some had "
            "borrowed the money at home. The factory's own records showed no fee.",
            "三十名外籍員工中，有十一人在來工作之前付過錢給仲介，有人為此在家鄉借款。工廠自己的紀錄裡"
            "沒有任何費用。",
            "三十名外籍员工中，有十一人在来工作之前付过钱给中介，有人为此在家乡借款。工厂自己的记录里"
            "没有任何费用。",
        ),
        (
            "The contract with the agents forbade fees, but nobody asked the workers what they had "
            "paid. The agents were chosen by price.",
            "與仲介的合約禁止收費，但沒有人問過員工付了多少錢。選擇仲介時只看價格。",
            "与中介的合约禁止收费，但没有人问过员工付了多少钱。选择中介时只看价格。",
        ),
        (
            "Every worker from abroad was interviewed in their own language within two weeks of "
            "arrival and again after three months. What they had paid was paid back with the next "
            "three wages. The employer now pays the agents in full, and a fee found with a worker "
            "ends the contract.",
            "每位外籍員工在抵達兩週內及三個月後，都以母語接受訪談。已付的費用分三個月隨薪資退還。現在"
            "由雇主全額支付仲介費用；一旦發現向員工收費，合約即終止。",
            "每位外籍员工在抵达两周内及三个月后，都以母语接受访谈。已付的费用分三个月随工资退还。现在"
            "由雇主全额支付中介费用；一旦发现向员工收费，合约即终止。",
        ),
        (
            "All eleven were paid back within four months. In the interviews of the following year "
            "nobody had paid; one agent was given up.",
            "十一人都在四個月內拿回費用。隔年的訪談中沒有人付過費；有一家仲介不再合作。",
            "十一人都在四个月内拿回费用。次年的访谈中没有人付过费；有一家中介不再合作。",
        ),
    ),
    "A3": (
        (
            "Below sixty hours by planning the peak, not by forbidding it",
            "靠規劃旺季，而不是靠禁令，把工時降到六十小時以下",
            "靠规划旺季，而不是靠禁令，把工时降到六十小时以下",
        ),
        (
            "In the peak months two lines worked more than sixty hours in nine weeks of ten, and the "
            "day off in seven was missed in four of them.",
            "旺季時，有兩條產線在十週中有九週超過六十小時，其中四週沒有做到七天休一天。",
            "旺季时，有两条产线在十周中有九周超过六十小时，其中四周没有做到七天休一天。",
        ),
        (
            "Orders were confirmed four weeks ahead, but people were planned only one week ahead. "
            "Whoever was trained for one station could not help at another.",
            "訂單在四週前就確認，人力卻只提前一週安排。員工只會一個工站，無法支援其他工站。",
            "订单在四周前就确认，人力却只提前一周安排。员工只会一个工位，无法支援其他工位。",
        ),
        (
            "Planning and personnel now look at the same eight weeks every Monday. A third of the "
            "operators learnt a second station, and a small group moves between lines. Whoever "
            "reaches fifty-five hours by Friday is not offered the weekend.",
            "生產計畫與人事部門每週一一起看未來八週。三分之一的作業員學會了第二個工站，並有一個小組在"
            "產線之間支援。到週五已滿五十五小時的人，週末不再排班。",
            "生产计划与人事部门每周一一起看未来八周。三分之一的操作工学会了第二个工位，并有一个小组在"
            "产线之间支持。到周五已满五十五小时的人，周末不再排班。",
        ),
        (
            "In the next peak one week of twelve was above sixty hours, on one line. Nobody missed "
            "the seventh day. Pay per hour rose, so that take-home pay stayed within three per cent.",
            "下一個旺季，十二週中只有一條產線有一週超過六十小時，沒有人少休第七天。時薪調高，實領薪資"
            "的差距保持在百分之三以內。",
            "下一个旺季，十二周中只有一条产线有一周超过六十小时，没有人少休第七天。小时工资调高，实领"
            "工资的差距保持在百分之三以内。",
        ),
    ),
    "B2": (
        (
            "Exits that open from inside, at night too",
            "夜間也能從裡面打開的出口",
            "夜间也能从里面打开的出口",
        ),
        (
            "Two of five exits of a building were locked from outside during the night shift, and a "
            "pallet stood before a third.",
            "一棟廠房的五個出口中，夜班時有兩個從外面上鎖，另一個前面放著棧板。",
            "一栋厂房的五个出口中，夜班时有两个从外面上锁，另一个前面放着托盘。",
        ),
        (
            "The doors were locked against theft. The night shift had no key, and nobody whose task "
            "it was to look.",
            "鎖門是為了防竊。夜班沒有鑰匙，也沒有人負責檢查。",
            "锁门是为了防盗。夜班没有钥匙，也没有人负责检查。",
        ),
        (
            "Panic bars with an alarm replaced the locks: a door opens at once, and it is heard. The "
            "floor before each exit is marked, and the shift leader walks round at the start of "
            "every shift with a list of five lines.",
            "以附警報的推桿取代門鎖：門一推就開，而且聽得見。每個出口前的地面都畫了標線，班長在每班開"
            "始時依五行的清單巡視一圈。",
            "以附警报的推杆取代门锁：门一推就开，而且听得见。每个出口前的地面都画了标线，班长在每班开"
            "始时依五行的清单巡视一圈。",
        ),
        (
            "In three unannounced drills everybody was outside within two minutes and twenty "
            "seconds; before, it took more than six minutes. Theft did not rise.",
            "三次無預警演練中，所有人都在兩分二十秒內到達室外；以前需要六分鐘以上。竊案並未增加。",
            "三次不预先通知的演练中，所有人都在两分二十秒内到达室外；以前需要六分钟以上。盗窃并未增加"
            "。",
        ),
    ),
    "B4": (
        (
            "Solvent vapour taken away where it arises",
            "在產生處就把溶劑蒸氣抽走",
            "在产生处就把溶剂蒸气抽走",
        ),
        (
            "At a cleaning station the air held one and a half times the permitted solvent. Workers "
            "wore paper masks, which do not hold back vapour.",
            "清洗工站的空氣中，溶劑濃度是容許值的一點五倍。員工戴的是紙口罩，擋不住蒸氣。",
            "清洗工位的空气中，溶剂浓度是限值的一点五倍。员工戴的是纸口罩，挡不住蒸气。",
        ),
        (
            "The exhaust had been built for another table and drew the air above people's heads. "
            "Masks were bought by price; nobody had read the data sheet.",
            "排氣設備是為另一張工作台而建，抽風口在人的頭頂上方。口罩依價格採購，沒有人看過安全資料表"
            "。",
            "排气设备是为另一张工作台而建，抽风口在人的头顶上方。口罩依价格采购，没有人看过安全技术说"
            "明书。",
        ),
        (
            "A slot at the back edge of the table draws the vapour away from the face. Used cloths "
            "lie in a closed bin. Until the air was measured again everybody wore a mask with the "
            "right filter, fitted to each person.",
            "在工作台後緣開一道抽風縫，把蒸氣從臉部前方帶走。用過的擦拭布放在有蓋的桶裡。在重新量測之"
            "前，所有人配戴正確濾罐的面罩，並逐人做密合測試。",
            "在工作台后缘开一道抽风缝，把蒸气从脸部前方带走。用过的擦拭布放在有盖的桶里。在重新测量之"
            "前，所有人佩戴正确滤毒盒的面罩，并逐人做适合性检验。",
        ),
        (
            "The air now holds a fifth of the limit, measured twice in half a year. A quarter less "
            "solvent is used, because less of it evaporates.",
            "半年內兩次量測，空氣中的濃度都是限值的五分之一。由於揮發減少，溶劑用量也少了四分之一。",
            "半年内两次测量，空气中的浓度都是限值的五分之一。由于挥发减少，溶剂用量也少了四分之一。",
        ),
    ),
    "B6": (
        (
            "A guard that is quicker than going round it",
            "比繞過它更快的護罩",
            "比绕过它更快的护罩",
        ),
        (
            "On four of twelve presses the guard was tied back with wire. Two people had hurt a "
            "finger within a year.",
            "十二台沖床中有四台的護罩被鐵絲綁住打開。一年內有兩人傷到手指。",
            "十二台冲床中有四台的护罩被铁丝绑住打开。一年内有两人伤到手指。",
        ),
        (
            "With the guard closed a cycle took nine seconds longer, and pay went by pieces. "
            "Maintenance had seen it and thought it was not theirs to say.",
            "關上護罩，每個循環要多九秒，而薪資是按件計算。維修人員看到了，卻認為不該由自己開口。",
            "关上护罩，每个循环要多九秒，而工资是按件计算。维修人员看到了，却认为不该由自己开口。",
        ),
        (
            "Light curtains took the place of the hinged guards. Pieces are paid to the whole shift, "
            "not to one press, and whoever reports a bridged guard is thanked in the morning round.",
            "以光柵取代鉸鏈式護罩。計件薪資改為以整班計算，不再按單台沖床計算；回報護罩被短接的人，會"
            "在晨會上受到感謝。",
            "以安全光幕取代铰链式护罩。计件工资改为以整班计算，不再按单台冲床计算；回报护罩被短接的人"
            "，会在早会上受到感谢。",
        ),
        (
            "No finger was hurt in fourteen months. The cycle is two seconds shorter than before "
            "with the guard tied back.",
            "十四個月內沒有人再傷到手指。循環時間比以前綁住護罩時還短兩秒。",
            "十四个月内没有人再伤到手指。循环时间比以前绑住护罩时还短两秒。",
        ),
    ),
}
