"""What is looked at under environment, in our own words."""

#: code: (English, traditional, simplified Chinese)
HINTS = {
    "C1": (
        "Every permit and registration is valid, its conditions are kept, and reports went out on time.",
        "各項許可與登記有效、符合許可條件，並按期申報。",
        "各项许可与登记有效、符合许可条件，并按期申报。",
    ),
    "C2": (
        "Discharges and waste are lowered at the source; water, fuels, minerals and wood are saved by other processes, other materials or reuse.",
        "從源頭減少排放與廢棄物；以改變製程、材料或重複使用來節約水、燃料、礦物與木材。",
        "从源头减少排放与废弃物；以改变制程、材料或重复使用来节约水、燃料、矿物与木材。",
    ),
    "C3": (
        "Chemicals are listed, labelled, stored apart and above a basin; safety data sheets at hand; hazardous waste goes to licensed firms.",
        "化學品列冊、標示、分區存放並有防漏盛盤；備有安全資料表；有害廢棄物交由合格業者處理。",
        "化学品列册、标示、分区存放并有防漏盛盘；备有安全数据表；有害废弃物交由合格业者处理。",
    ),
    "C4": (
        "Waste is sorted, weighed and followed to its end; the amounts fall and the carriers are licensed.",
        "廢棄物分類、秤重並追蹤至最終處置；數量逐年減少，清運業者具許可。",
        "废弃物分类、秤重并追踪至最终处置；数量逐年减少，清运业者具许可。",
    ),
    "C5": (
        "Vapours, particles and gases that harm ozone are known, measured and treated before they leave; the equipment is maintained.",
        "有機廢氣、粒狀物與破壞臭氧層物質已掌握、量測並於排放前處理；設備定期保養。",
        "有机废气、粒状物与破坏臭氧层物质已掌握、量测并于排放前处理；设备定期保养。",
    ),
    "C6": (
        "Products and parts keep to the bans and limits on substances of law and customers; suppliers' declarations and tests are there.",
        "產品與零件符合法規與客戶的禁限用物質要求；備有供應商聲明與檢測報告。",
        "产品与零件符合法规与客户的禁限用物质要求；备有供应商声明与检测报告。",
    ),
    "C7": (
        "Where water comes from and goes to is known; waste water is treated and measured; rain drains are kept clean.",
        "掌握用水來源與去向；廢水經處理並量測；雨水溝保持清潔，不混入污水。",
        "掌握用水来源与去向；废水经处理并量测；雨水沟保持清洁，不混入污水。",
    ),
    "C8": (
        "Energy and greenhouse gases of scopes 1 and 2 are measured against a goal that lowers them, and told in public.",
        "量測能源與範疇一、二溫室氣體，訂有減量目標並對外揭露。",
        "量测能源与范畴一、二温室气体，订有减量目标并对外揭露。",
    ),
}  # fmt: skip
