"""Section B of the self-assessment, in our own words: health and safety."""

from .scales import GRADED, YES_NO

SAFETY = (
    dict(
        key="safe-permits", options=GRADED, weight=3, wants_file=True,
        en=("Does every site hold the building, fire and safety permits that the law asks for, valid today?", "Attach the list with the dates they end."),
        hant=("每個廠區是否都具備法規要求且目前有效的建築、消防與安全許可？", "請附上許可清單及到期日。"),
        hans=("每个厂区是否都具备法规要求且目前有效的建筑、消防与安全许可？", "请附上许可清单及到期日。"),
    ),
    dict(
        key="job-risks", options=GRADED, weight=2,
        en=("Are the dangers of every job assessed, and is the danger itself removed before gloves and masks are handed out?", "Again when a machine, a substance or a process changes."),
        hant=("是否評估每項工作的危害，並先消除危害本身，再考慮使用防護具？", "機台、物質或製程有變更時須重新評估。"),
        hans=("是否评估每项工作的危害，并先消除危害本身，再考虑使用防护具？", "机器、物质或工艺有变更时须重新评估。"),
    ),
    dict(
        key="exits", options=GRADED, weight=3,
        en=("Are there enough exits on every floor, lit, clear and open from inside, and does somebody look every shift?", ""),
        hant=("每一樓層是否都有足夠的出口，照明良好、保持暢通、可由內側開啟，且每班都有人巡查？", ""),
        hans=("每一楼层是否都有足够的出口，照明良好、保持畅通、可由内侧打开，且每班都有人巡查？", ""),
    ),
    dict(
        key="night-drill", kind="date", weight=1,
        en=("When was the last evacuation drill in which the night shift took part?", "Leave it empty if there was none."),
        hant=("最近一次有夜班人員參與的疏散演練是哪一天？", "若從未舉行，請留空。"),
        hans=("最近一次有夜班人员参与的疏散演练是哪一天？", "若从未举行，请留空。"),
    ),
    dict(
        key="fire-systems", options=GRADED, weight=2,
        en=("Are alarms, extinguishers and sprinklers tested as often as the law and their makers say?", ""),
        hant=("警報、滅火器與灑水設備是否依法規與製造商的規定定期測試？", ""),
        hans=("警报、灭火器与喷淋设备是否按法规与制造商的规定定期测试？", ""),
    ),
    dict(
        key="injury-rate", kind="number", weight=2, unit="per million hours", least=0, most=200, none_at=10, full_at=0, explain_percent=50,
        en=("How many injuries with lost time were there last year, per million hours worked?", "Agency workers and contractors on site count."),
        hant=("去年每百萬工時發生多少件損失工時的傷害？", "派遣人員與駐廠承攬商也要計入。"),
        hans=("去年每百万工时发生多少件损失工时的伤害？", "派遣人员与驻厂承包商也要计入。"),
    ),
    dict(
        key="near-misses", options=GRADED, weight=2,
        en=("Are injuries, illnesses and near misses written down, their causes sought and put right?", ""),
        hant=("傷害、職業病與虛驚事件是否都有紀錄，並查明原因、完成改善？", ""),
        hans=("伤害、职业病与未遂事件是否都有记录，并查明原因、完成改善？", ""),
    ),
    dict(
        key="exposed", options=YES_NO, weight=0,
        en=("Are workers exposed to hazardous substances, dust, noise, heat or radiation?", ""),
        hant=("員工是否會接觸有害物質、粉塵、噪音、高溫或輻射？", ""),
        hans=("员工是否会接触有害物质、粉尘、噪音、高温或辐射？", ""),
    ),
    dict(
        key="exposure", options=GRADED, weight=2, wants_file=True, shown_if=("exposed", "yes"),
        en=("Is this exposure measured at least yearly, and are the people concerned told the results?", "Attach the last report."),
        hant=("是否至少每年量測暴露情形，並將結果告知相關人員？", "請附上最近一次的報告。"),
        hans=("是否至少每年测量暴露情形，并将结果告知相关人员？", "请附上最近一次的报告。"),
    ),
    dict(
        key="health-checks", options=GRADED, weight=2, shown_if=("exposed", "yes"),
        en=("Do these people have free health checks before, during and after such work?", ""),
        hant=("這些人員在作業前、作業期間與離開該作業後，是否都有免費的健康檢查？", ""),
        hans=("这些人员在作业前、作业期间与离开该作业后，是否都有免费的健康检查？", ""),
    ),
    dict(
        key="heavy-work", options=GRADED, weight=1,
        en=("Is heavy lifting, long standing and work of the same few movements looked at and made easier?", ""),
        hant=("是否檢視並改善搬重物、久站與重複動作的作業？", ""),
        hans=("是否评估并改善搬重物、久站与重复动作的作业？", ""),
    ),
    dict(
        key="machines", options=GRADED, weight=2,
        en=("Do machines have guards and stops that work, and are they locked off before anyone repairs them?", ""),
        hant=("機台是否都有有效的防護與停機裝置，並在維修前上鎖斷能？", ""),
        hans=("机器是否都有有效的防护与停机装置，并在维修前上锁断电？", ""),
    ),
    dict(
        key="dormitory", options=YES_NO, weight=0,
        en=("Do you, or somebody for you, house workers?", ""),
        hant=("貴公司或受託業者是否提供員工住宿？", ""),
        hans=("贵公司或受托单位是否提供员工住宿？", ""),
    ),
    dict(
        key="dormitory-state", options=GRADED, weight=2, shown_if=("dormitory", "yes"),
        en=("Are dormitories safe from fire, clean and not crowded, and can people come and go as they like?", "They are inspected at least every quarter."),
        hant=("宿舍是否符合消防安全、清潔且不擁擠，並可自由進出？", "至少每季檢查一次。"),
        hans=("宿舍是否符合消防安全、清洁且不拥挤，并可自由进出？", "至少每季度检查一次。"),
    ),
    dict(
        key="food-water", options=GRADED, weight=1, may_not_apply=True,
        en=("Are drinking water, toilets and canteen clean, free to use and tested where the law asks for it?", "Not applicable only where nobody eats or drinks on site."),
        hant=("飲用水、廁所與員工餐廳是否清潔、可自由使用，並依法檢驗？", "僅在廠區無人飲食時才屬不適用。"),
        hans=("饮用水、厕所与员工餐厅是否清洁、可自由使用，并依法检验？", "仅在厂区无人饮食时才属不适用。"),
    ),
)  # fmt: skip
