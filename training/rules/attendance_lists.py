"""The attendance lists that meeting tools write: which of their headings mean what, and where in the file the
table stands.

Teams, Zoom, WeCom (企业微信) and Tencent Meeting (腾讯会议) put lines about the meeting above the table; Teams
writes several tables below each other. Headings as these tools write them in English, 繁體 and 简体.
"""

import re
import unicodedata
from dataclasses import dataclass

NAME, EMAIL, ORGANISATION = "name", "email", "organisation"
ENTERED, LEFT, DURATION, HEADS = "entered_at", "left_at", "duration", "heads"

#: Headings of one stay each: such a table is read before one of first and last times.
STAYS = {
    ENTERED: (
        "Join Time", "Joined", "Joined At", "Time Joined", "Entered", "入会时间", "入會時間", "加入时间",
        "加入時間", "进入时间", "進入時間", "进会时间",
    ),
    LEFT: (
        "Leave Time", "Left", "Left At", "Time Left", "Exit Time", "退会时间", "退會時間", "离会时间",
        "離會時間", "离开时间", "離開時間", "退出时间", "退出時間",
    ),
}  # fmt: skip
#: Headings of a whole meeting: first in, last out, and the time in between that was attended.
SPANS = {
    ENTERED: (
        "First Join", "First Join Time", "First Joined", "首次入会时间", "首次入會時間", "首次加入时间",
        "首次加入時間", "首次加入", "第一次加入", "最早入会时间", "最初加入时间",
    ),
    LEFT: (
        "Last Leave", "Last Leave Time", "Last Left", "最后退会时间", "最後退會時間", "最后离会时间",
        "最后离开时间", "最後離開時間", "上次离开", "上次離開", "最后退出时间", "最晚退会时间",
    ),
}  # fmt: skip
HEADINGS = {
    NAME: (
        "Full Name", "Name (Original Name)", "Participant", "Participant Name", "Attendee", "Attendee Name",
        "用户昵称（入会昵称）", "用戶暱稱（入會暱稱）", "用户昵称", "入会昵称", "参会昵称", "昵称", "姓名",
        "名称", "名稱", "全名", "参会者", "參會者", "参会人", "参会成员", "參與者", "成员", "成員", "成员名称",
        "成员姓名", "用户名称",
    ),
    EMAIL: (
        "Email", "User Email", "Email Address", "E-mail Address", "Mail", "邮箱", "郵箱", "邮箱地址", "电子邮件",
        "電子郵件", "电子邮箱", "電子信箱", "邮件", "电子邮件地址", "電子郵件地址",
    ),
    ORGANISATION: (
        "Organization", "Company", "Company Name", "Organisation Name", "公司", "公司名称", "公司名稱", "企业",
        "企業", "所属企业", "所屬企業", "企业名称", "单位", "單位", "工作单位", "组织",
    ),
    ENTERED: STAYS[ENTERED] + SPANS[ENTERED],
    LEFT: STAYS[LEFT] + SPANS[LEFT],
    DURATION: (
        "In-Meeting Duration", "Duration (Minutes)", "Total Duration (Minutes)", "Time in Session (minutes)",
        "Attendance Duration", "Duration (Seconds)", "参会时长", "參會時長", "累计参会时长", "累計參會時長",
        "会议时长", "会议持续时间", "會議持續時間", "会议内持续时间", "會議中的持續時間", "时长", "時長", "持续时间",
        "持續時間", "参会时长（分钟）", "累计参会时长（分钟）", "在会时长", "停留时长",
    ),
    HEADS: (
        "People", "Number of People", "Headcount", "Head Count", "Attendees", "Number of Attendees", "Participants",
        "人数", "人數", "参会人数", "參會人數", "出席人數", "出席人数",
    ),
}  # fmt: skip

_TITLE = re.compile(r"^\s*\d{1,2}\s*[.、．)]\s*\S")


def folded(text):
    """A heading for comparing: no case, width, spaces, underscores, colons or star."""
    text = unicodedata.normalize("NFKC", str(text)).casefold()
    return "".join(c for c in text if not c.isspace() and c not in "_*:")


def _table(words, own=()):
    return {folded(word): key for key, group in words.items() for word in (*group, key)}


@dataclass(frozen=True)
class Section:
    """A table in the file: the number of its heading row, that of its last row (None: to the end), and
    whether each row is one stay."""

    heading: int
    last: int | None
    of_stays: bool


class Words:
    """The headings that are known: those of the tools, and `own` (heading → field) of the portal's template."""

    def __init__(self, own=None):
        self.fields = _table(HEADINGS) | {folded(word): key for word, key in (own or {}).items()}
        self.stays = {folded(word) for group in STAYS.values() for word in group}

    def fields_of(self, cells):
        """The fields that a row of cells would be the headings of."""
        texts = [folded(cell) for cell in cells if isinstance(cell, str) and len(cell) < 80]
        return {self.fields[text] for text in texts if text in self.fields}

    def is_heading(self, cells):
        """Whether a row heads a table of people, or of heads per organisation."""
        found = self.fields_of(cells)
        of_people = NAME in found and found & {ENTERED, LEFT, DURATION, EMAIL, ORGANISATION}
        return bool(of_people) or {ORGANISATION, HEADS} <= found

    def of_stays(self, cells):
        return any(folded(cell) in self.stays for cell in cells if isinstance(cell, str))


def section(rows, words):
    """The `Section` to read among (row number, cells), or None where no heading row is recognised.

    A table whose rows are single stays is taken before one of first and last times; of several alike
    the first.
    """
    found, heading, before = [], None, 0
    for number, cells in rows:
        if words.is_heading(cells):
            if heading:
                found.append(Section(heading[0], before, heading[1]))
            heading = (number, words.of_stays(cells))
        elif heading and is_title(cells):
            found.append(Section(heading[0], before, heading[1]))
            heading = None
        before = number
    if heading:
        found.append(Section(heading[0], None, heading[1]))
    return max(found, key=lambda one: (one.of_stays, -one.heading), default=None)


def is_title(cells):
    """Whether a row is the numbered title of a table, alone in its row: "3. In-Meeting Activities"."""
    filled = [cell for cell in cells if cell not in (None, "")]
    return len(filled) == 1 and isinstance(filled[0], str) and bool(_TITLE.match(filled[0]))
