"""Cases of the demo company about the environment, ethics and management. Made up: no firm stands behind them."""

#: provision → five parts, each in English, 繁體中文 and 简体中文
CASES = {
    "C3": (
        (
            "A chemical store that a newcomer understands",
            "新進人員也看得懂的化學品倉庫",
            "新进人员也看得懂的化学品仓库",
        ),
        (
            "Acids stood beside bases, six drums had no label, and the data sheets hung there in a "
            "language few people read.",
            "酸與鹼放在一起，六個桶沒有標示，安全資料表用的是很少人看得懂的語言。",
            "酸与碱放在一起，六个桶没有标示，安全技术说明书用的是很少人看得懂的语言。",
        ),
        (
            "The store grew with every customer, and its list was kept by one person, who had left.",
            "倉庫隨著每個新客戶而擴充，清單由一個人管理，而那個人已經離職。",
            "仓库随着每个新客户而扩充，清单由一个人管理，而那个人已经离职。",
        ),
        (
            "Everything was taken out, weighed and listed in a day; a third was not needed any more "
            "and was given back or disposed of. Shelves have four colours for what may stand "
            "together. Each drum has a label with a sign and the two sentences that matter, in the "
            "languages of the shift.",
            "用一天時間把所有東西搬出來秤重並列表；三分之一已不再需要，退回或妥善處理。貨架用四種顏色"
            "表示哪些可以放在一起。每個桶都有標示：一個圖示，加上最重要的兩句話，使用該班人員的語言。",
            "用一天时间把所有东西搬出来秤重并列表；三分之一已不再需要，退回或妥善处理。货架用四种颜色"
            "表示哪些可以放在一起。每个桶都有标示：一个图示，加上最重要的两句话，使用该班人员的语言。",
        ),
        (
            "Two newcomers found each of ten substances within a minute. The fire brigade used the "
            "new list in its own exercise.",
            "兩位新進人員都在一分鐘內找到十種物質中的每一種。消防隊在自己的演習中使用了這份新清單。",
            "两位新进人员都在一分钟内找到十种物质中的每一种。消防队在自己的演习中使用了这份新清单。",
        ),
    ),
    "C7": (
        (
            "Rinsing water used three times",
            "沖洗水用三次",
            "冲洗水用三次",
        ),
        (
            "The plating line let its rinsing water go after one use. In two of twelve months the "
            "discharge held more nickel than the permit allows.",
            "電鍍線的沖洗水用一次就排放。十二個月中有兩個月，排放的鎳超過許可值。",
            "电镀线的冲洗水用一次就排放。十二个月中有两个月，排放的镍超过许可限值。",
        ),
        (
            "Nobody knew how much each bath used: there was one meter for the whole factory. Liquid "
            "dripped from the parts on the floor between the baths.",
            "沒有人知道每個槽用了多少水：整個工廠只有一個水錶。工件帶出的藥液滴在槽與槽之間的地上。",
            "没有人知道每个槽用了多少水：整个工厂只有一个水表。工件带出的药液滴在槽与槽之间的地上。",
        ),
        (
            "Each bath has a meter. Water runs against the parts, from the cleanest bath to the "
            "dirtiest, before it leaves. Parts hang over the bath for twelve seconds, and a sloping "
            "board leads the drops back.",
            "每個槽都裝了水錶。水與工件反向流動，從最乾淨的槽流到最髒的槽才排出。工件在槽上停留十二秒"
            "，並用一塊斜板把滴液導回。",
            "每个槽都装了水表。水与工件反向流动，从最干净的槽流到最脏的槽才排出。工件在槽上停留十二秒"
            "，并用一块斜板把滴液导回。",
        ),
        (
            "The line uses fifty-eight per cent less water and a third less nickel salt. Discharge "
            "has been below half of the permit for a year.",
            "這條線的用水少了百分之五十八，鎳鹽少用三分之一。一年來的排放都低於許可值的一半。",
            "这条线的用水少了百分之五十八，镍盐少用三分之一。一年来的排放都低于许可限值的一半。",
        ),
    ),
    "D6": (
        (
            "A way to complain that people use",
            "大家願意使用的申訴管道",
            "大家愿意使用的申诉渠道",
        ),
        (
            "In interviews half of the workers said they would not complain. The box hung beside the "
            "supervisor's desk and had been empty for two years.",
            "訪談中，一半的員工說他們不會申訴。意見箱掛在主管的座位旁邊，兩年來一直是空的。",
            "访谈中，一半的员工说他们不会申诉。意见箱挂在主管的座位旁边，两年来一直是空的。",
        ),
        (
            "An earlier complaint had been read out in a meeting, and everybody knew whose it was. "
            "Since then nobody believed that it stays secret.",
            "以前有一件申訴在會議上被唸出來，大家都知道是誰寫的。從此沒有人相信會保密。",
            "以前有一件申诉在会议上被念出来，大家都知道是谁写的。从此没有人相信会保密。",
        ),
        (
            "There are now three ways, one of them outside the factory, in five languages. Only two "
            "people read what comes in; neither leads a line. What was asked and what was done hangs "
            "on the wall every month, told so that it shows nobody.",
            "現在有三種管道，其中一種在工廠之外，使用五種語言。只有兩個人能看到內容，兩人都不是產線主"
            "管。每個月公布大家問了什麼、做了什麼，敘述方式看不出是誰。",
            "现在有三种渠道，其中一种在工厂之外，使用五种语言。只有两个人能看到内容，两人都不是产线主"
            "管。每个月公布大家问了什么、做了什么，叙述方式看不出是谁。",
        ),
        (
            "Forty-one complaints came in the first year, most of them about food and shifts; "
            "thirty-six were settled. Asked again, four of five workers said they would use it.",
            "第一年收到四十一件申訴，多半與伙食和排班有關，其中三十六件已解決。再次詢問時，五個人裡有"
            "四個人說會使用。",
            "第一年收到四十一件申诉，多半与伙食和排班有关，其中三十六件已解决。再次询问时，五个人里有"
            "四个人说会使用。",
        ),
    ),
    "E10": (
        (
            "Asking why until the answer is no longer a person",
            "一直問為什麼，直到答案不再是某個人",
            "一直问为什么，直到答案不再是某个人",
        ),
        (
            "The same three findings came back in three audits. Each time the answer was “the "
            "operator was trained again”.",
            "同樣的三個缺失在三次稽核中重複出現。每次的回覆都是「已對作業員再次訓練」。",
            "同样的三个不符合项在三次审核中重复出现。每次的回复都是“已对操作工再次训练”。",
        ),
        (
            "Actions were written by one clerk in the last week before they were due. Who did the "
            "work was not asked.",
            "改善措施由一名文員在到期前的最後一週寫成，沒有問過實際做事的人。",
            "改善措施由一名文员在到期前的最后一周写成，没有问过实际做事的人。",
        ),
        (
            "Three people who know the place meet within five days: one who does the work, one who "
            "repairs, one who plans. They ask why until the answer is a rule, a tool or a plan. "
            "Ninety days after closing somebody else looks whether it holds.",
            "五天內由三個熟悉現場的人一起討論：做事的人、維修的人、安排計畫的人。他們一直問為什麼，直"
            "到答案是一條規則、一個工具或一項計畫。結案九十天後，由另一個人去看是否仍然有效。",
            "五天内由三个熟悉现场的人一起讨论：做事的人、维修的人、安排计划的人。他们一直问为什么，直"
            "到答案是一条规则、一个工具或一项计划。结案九十天后，由另一个人去看是否仍然有效。",
        ),
        (
            "Of nineteen findings of the next audit none was a repeat. The average time to close "
            "fell from a hundred and sixty to seventy-four days.",
            "下一次稽核的十九個缺失中沒有一個是重複的。平均結案時間從一百六十天降到七十四天。",
            "下一次审核的十九个不符合项中没有一个是重复的。平均结案时间从一百六十天降到七十四天。",
        ),
    ),
    "E12": (
        (
            "Our own suppliers, beginning with ten",
            "管理自己的供應商，從十家開始",
            "管理自己的供应商，从十家开始",
        ),
        (
            "The factory asked two hundred suppliers of its own to sign a code and had no answer "
            "from most. Of those who signed none had been visited.",
            "工廠要求自己的兩百家供應商簽署行為準則，多數沒有回覆；簽了的也沒有一家去拜訪過。",
            "工厂要求自己的两百家供应商签署行为准则，多数没有回复；签了的也没有一家去拜访过。",
        ),
        (
            "One letter went to all, whatever they supplied. Purchasing had no time for it and was "
            "not measured by it.",
            "不論供應什麼，全部寄同一封信。採購人員沒有時間處理，這也不列入他們的考核。",
            "不论供应什么，全部寄同一封信。采购人员没有时间处理，这也不列入他们的考核。",
        ),
        (
            "Ten were chosen by risk: labour agents, the canteen, waste, and those with the most "
            "work by hand. Purchasing visits each of them twice a year with twelve questions; the "
            "first visit helps, the second one looks. What is open stands in the same table as price "
            "and delivery.",
            "依風險選出十家：人力仲介、團膳、廢棄物處理，以及手工最多的廠商。採購每年帶著十二個問題拜"
            "訪兩次；第一次協助，第二次查看。未完成的事項與價格、交期列在同一張表。",
            "依风险选出十家：人力中介、食堂、废弃物处理，以及手工最多的厂商。采购每年带着十二个问题拜"
            "访两次；第一次协助，第二次查看。未完成的事项与价格、交期列在同一张表。",
        ),
        (
            "Within eighteen months all ten had signed, and thirty-one of thirty-eight gaps were "
            "closed. The next fifteen have been chosen.",
            "十八個月內十家全部簽署，三十八項缺口中有三十一項已改善。接下來的十五家也已選定。",
            "十八个月内十家全部签署，三十八项缺口中有三十一项已改善。接下来的十五家也已选定。",
        ),
    ),
}
