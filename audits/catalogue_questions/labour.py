"""Section A of the self-assessment, in our own words: labour."""

from .scales import GRADED, VOICES, YES_NO

LABOUR = (
    dict(
        key="foreign", options=YES_NO, weight=0,
        en=("Do people work for you who came from abroad, or from another part of the country, to get this job?", "Count those whom agencies send you as well."),
        hant=("貴公司是否有為了這份工作而從國外或其他地區前來的人員？", "由仲介或派遣公司派來的人員也要計入。"),
        hans=("贵公司是否有为了这份工作而从国外或其他地区前来的人员？", "由中介或派遣公司派来的人员也要计入。"),
    ),
    dict(
        key="foreign-fees", options=GRADED, weight=3, wants_file=True, shown_if=("foreign", "yes"),
        en=("Do you make sure that they pay nothing for getting or keeping the job, and give back what they have paid?", "Agents' fees, health checks, papers, deposits and travel all count, in their home country too."),
        hant=("貴公司是否確保這些人員無須為取得或保有工作付費，且已付的費用都會退還？", "仲介費、體檢、證件、保證金與旅費都算，在母國支付的也包括在內。"),
        hans=("贵公司是否确保这些人员无须为取得或保有工作付费，且已付的费用都会退还？", "中介费、体检、证件、保证金与旅费都算，在母国支付的也包括在内。"),
    ),
    dict(
        key="foreign-papers", options=GRADED, weight=3, shown_if=("foreign", "yes"),
        en=("Do they hold their own passports, identity papers and bank cards?", "A safe is fine if the person alone has the key and can open it at any time."),
        hant=("這些人員是否自行保管護照、身分證件與金融卡？", "若使用保險櫃，須由本人持有鑰匙且隨時可以取用。"),
        hans=("这些人员是否自行保管护照、身份证件与金融卡？", "如使用保险柜，须由本人持有钥匙且随时可以取用。"),
    ),
    dict(
        key="foreign-contract", options=GRADED, weight=2, shown_if=("foreign", "yes"),
        en=("Do they sign a contract in a language they read before they leave home, and is it the one that holds later?", ""),
        hant=("這些人員離家前是否簽訂以其看得懂的語言撰寫的契約，且到職後確實依該契約執行？", ""),
        hans=("这些人员离家前是否签订以其看得懂的语言撰写的合同，且入职后确实按该合同履行？", ""),
    ),
    dict(
        key="agency", options=YES_NO, weight=0,
        en=("Do you use workers of agencies, or let brokers recruit for you?", ""),
        hant=("貴公司是否使用派遣人員，或委託仲介招募？", ""),
        hans=("贵公司是否使用派遣人员，或委托中介招募？", ""),
    ),
    dict(
        key="agency-checks", options=GRADED, weight=2, wants_file=True, shown_if=("agency", "yes"),
        en=("Do you check these agencies at least yearly: their licence, what they charge and what they pay?", "Attach the last check of one agency."),
        hant=("貴公司是否至少每年查核這些業者：許可證、收取的費用與支付的工資？", "請附上其中一家最近一次的查核紀錄。"),
        hans=("贵公司是否至少每年核查这些机构：许可证、收取的费用与支付的工资？", "请附上其中一家最近一次的核查记录。"),
    ),
    dict(
        key="leave-freely", options=GRADED, weight=2,
        en=("Can everyone give notice and leave without losing wages or paying a penalty?", "Training bonds and kept wages are penalties too."),
        hant=("所有員工是否都能依規定預告離職，而不會被扣薪或罰款？", "培訓違約金與扣留工資也屬於罰款。"),
        hans=("所有员工是否都能按规定提前通知离职，而不会被扣工资或罚款？", "培训违约金与扣留工资也属于罚款。"),
    ),
    dict(
        key="age-proof", options=GRADED, weight=3,
        en=("Do you check the age of every new worker against an official document, with the person present?", "Keep a copy; a photograph sent by phone is not enough."),
        hant=("貴公司是否在本人到場時，以官方證件核對每位新進人員的年齡？", "請留存影本；只以手機傳送照片並不足夠。"),
        hans=("贵公司是否在本人到场时，以官方证件核对每位新进人员的年龄？", "请留存影本；只用手机传来照片并不足够。"),
    ),
    dict(
        key="young", options=YES_NO, weight=0,
        en=("Do people under 18 work for you?", "Students, apprentices and interns count."),
        hant=("貴公司是否有未滿 18 歲的工作者？", "建教合作生、學徒與實習生都要計入。"),
        hans=("贵公司是否有未满 18 岁的工作者？", "职校实习学生、学徒与实习生都要计入。"),
    ),
    dict(
        key="young-work", options=GRADED, weight=2, shown_if=("young", "yes"),
        en=("Are they kept from night work, overtime and dangerous work, and do you keep a list of them?", ""),
        hant=("是否禁止他們從事夜間工作、加班與危險工作，並建立名冊？", ""),
        hans=("是否禁止他们从事夜间工作、加班与危险工作，并建立名册？", ""),
    ),
    dict(
        key="long-weeks", kind="number", weight=3, unit="%", least=0, most=100, none_at=20, full_at=0,
        en=("In the busiest month of last year, what part of all workers worked more than 60 hours in any week?", "In percent, from the time records."),
        hant=("去年最忙的一個月，有多少比例的員工在任一週工作超過 60 小時？", "以百分比表示，依工時紀錄計算。"),
        hans=("去年最忙的一个月，有多少比例的员工在任一周工作超过 60 小时？", "以百分比表示，依工时记录计算。"),
    ),
    dict(
        key="rest-day", options=GRADED, weight=2,
        en=("Does everyone have a day off in every seven, and can workers see their own time records?", ""),
        hant=("每位員工是否每七天至少休息一天，並可查閱自己的工時紀錄？", ""),
        hans=("每位员工是否每七天至少休息一天，并可查阅自己的工时记录？", ""),
    ),
    dict(
        key="wages", options=GRADED, weight=3,
        en=("Is everyone paid at least the legal wage, overtime at the legal rate, on time and with a pay slip they understand?", "Nothing is taken off wages as a punishment."),
        hant=("所有員工的工資是否不低於法定標準、加班費依法計算、準時發放，並附上看得懂的薪資單？", "不得以扣薪作為處罰。"),
        hans=("所有员工的工资是否不低于法定标准、加班费依法计算、准时发放，并附上看得懂的工资单？", "不得以扣工资作为处罚。"),
    ),
    dict(
        key="insured", kind="number", weight=2, unit="%", least=0, most=100, none_at=60, full_at=100,
        en=("What part of all workers has every social insurance that the law asks for?", "In percent; part-time and agency workers count."),
        hant=("依法應投保的各項社會保險，有多少比例的員工已全部投保？", "以百分比表示；兼職與派遣人員也要計入。"),
        hans=("依法应投保的各项社会保险，有多少比例的员工已全部投保？", "以百分比表示；兼职与派遣人员也要计入。"),
    ),
    dict(
        key="treatment", options=GRADED, weight=2, wants_file=True,
        en=("Is there a rule against discrimination, harassment and harsh treatment, and are supervisors trained in it?", "It also covers hiring: no pregnancy or medical test decides who gets a job."),
        hant=("是否訂有禁止歧視、騷擾與不人道待遇的規定，並對主管施以訓練？", "招募也適用：不得以驗孕或體檢結果決定是否錄用。"),
        hans=("是否订有禁止歧视、骚扰与不人道待遇的规定，并对管理人员进行培训？", "招募也适用：不得以验孕或体检结果决定是否录用。"),
    ),
    dict(
        key="voices", kind="multiple", options=VOICES, weight=2,
        en=("How do workers talk with management about their conditions?", "Mark all that are in use at every site."),
        hant=("員工如何與管理階層溝通工作條件？", "請勾選每個廠區都在使用的所有方式。"),
        hans=("员工如何与管理层沟通工作条件？", "请勾选每个厂区都在使用的所有方式。"),
    ),
)  # fmt: skip
