"""The courses every portal starts with: short, in our own words, English and Chinese."""

from .models import Course, Lesson

COURSES = [
    (
        "EMERGENCY",
        "Emergency preparedness on the shop floor",
        "en",
        "B2",
        "Exits, drills and first aid: what an auditor looks for and how to keep it that way.",
        [
            (
                "Ways out",
                "Walk every route from the furthest workplace to the assembly point at the busiest "
                "hour. Nothing stands on it, nothing locks it, and a sign is visible from every turn. "
                "Write down who walks it, how often, and what was moved out of the way.",
            ),
            (
                "Drills that teach",
                "Hold a drill on every shift at least once a year, the night shift included. Count "
                "heads, take the time, and note the first thing that went wrong. The next drill "
                "starts from that note.",
            ),
            (
                "First aid",
                "Keep one trained person per shift and floor. Check the boxes monthly against a list "
                "and sign it. Burns, eyes and chemicals need their own equipment beside the hazard.",
            ),
        ],
    ),
    (
        "ISO14001-START",
        "ISO 14001: where a supplier starts",
        "en",
        "C1",
        "From the list of permits to the first management review.",
        [
            (
                "Aspects and permits",
                "List what leaves the site: air, water, waste, noise. Put the permit and its expiry "
                "date beside each line. A line without either is the first finding.",
            ),
            (
                "Goals with numbers",
                "Choose two figures you already measure. Give each a base year, a goal and a name. "
                "Review them every quarter with the person who can change them.",
            ),
        ],
    ),
    (
        "HOURS-ZH",
        "工時與休息:怎樣記錄才站得住",
        "zh-hant",
        "A3",
        "從打卡到加班同意:工時紀錄的基本功。",
        [
            (
                "紀錄要完整",
                "每一次上下班都要有紀錄,補登要有本人簽名與原因。每週檢查一次,"
                "發現缺漏當週補齊,不要等到月底。",
            ),
            (
                "加班要自願",
                "加班前取得同意,紀錄保存。每七天至少休息一天;遇到旺季先排班,再接單。",
            ),
        ],
    ),
]


def load(*, at):
    """Add the courses that are missing (by code); never changes one that is there. Returns the count."""
    added = 0
    for code, title, language, provision, summary, lessons in COURSES:
        course, new = Course.objects.get_or_create(
            code=code,
            defaults={
                "title": title,
                "language": language,
                "provision": provision,
                "summary": summary,
                "is_published": True,
            },
        )
        if new:
            added += 1
            Lesson.objects.bulk_create(
                Lesson(course=course, position=position, title=head, body=body)
                for position, (head, body) in enumerate(lessons, 1)
            )
    return added
