"""Made-up attendance lists in the forms that meeting tools write them."""

import openpyxl

TEAMS = [
    ["1. Summary"],
    ["Meeting title", "Spill response"],
    ["Attended participants", "3"],
    ["Start time", "9/1/26, 8:58:11 AM"],
    ["End time", "9/1/26, 10:31:02 AM"],
    ["Meeting duration", "1h 32m 51s"],
    [],
    ["2. Participants"],
    ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"],
    ["Mei Lin", "9/1/26, 9:00:00 AM", "9/1/26, 10:00:00 AM", "50m", "Mei@mill.test", "Mei@mill.test", "Attendee"],
    ["Anh Tran", "9/1/26, 9:05:00 AM", "9/1/26, 10:30:00 AM", "1h 25m", "anh@mill.test", "", "Attendee"],
    ["Otto Nobody", "9/1/26, 12:05:00 PM", "9/1/26, 12:30:00 PM", "25m", "otto@gmail.com", "", "Attendee"],
    [],
    ["3. In-Meeting Activities"],
    ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
    ["Mei Lin", "9/1/26, 9:00:00 AM", "9/1/26, 9:20:00 AM", "20m", "Mei@mill.test", "Attendee"],
    ["Mei Lin", "9/1/26, 9:30:00 AM", "9/1/26, 10:00:00 AM", "30m", "Mei@mill.test", "Attendee"],
    ["Anh Tran", "9/1/26, 9:05:00 AM", "9/1/26, 10:30:00 AM", "1h 25m", "anh@mill.test", "Attendee"],
    ["Otto Nobody", "9/1/26, 12:05:00 PM", "9/1/26, 12:30:00 PM", "25m", "otto@gmail.com", "Attendee"],
    [],
    ["4. Polls"],
    ["Question", "Answers"],
]  # fmt: skip
TEAMS_CHINESE = [
    ["1. 摘要"],
    ["會議標題", "溢漏應變"],
    ["會議持續時間", "1 小時 32 分 51 秒"],
    [],
    ["2. 參與者"],
    ["名稱", "首次加入", "上次離開", "會議中的持續時間", "電子郵件", "角色"],
    ["林梅", "2026/9/1 上午9:00:00", "2026/9/1 下午1:00:00", "4 小時", "mei@mill.test", "出席者"],
    [],
    ["3. 會議中的活動"],
    ["名稱", "加入時間", "離開時間", "持續時間", "電子郵件", "角色"],
    ["林梅", "2026/9/1 上午9:00:00", "2026/9/1 下午1:00:00", "4 小時", "mei@mill.test", "出席者"],
]
ZOOM = """\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,
812 3456 7890,Spill response,09/01/2026 08:55:00 AM,09/01/2026 10:31:00 AM,host@us.test,96,3,

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Mei Lin (Mei),mei@mill.test,09/01/2026 09:00:00 AM,09/01/2026 09:20:30 AM,21,Yes
"Tran, Anh",anh@mill.test,09/01/2026 09:05:00 AM,09/01/2026 10:30:00 AM,85,Yes
Mei Lin (Mei),,09/01/2026 09:30:00 AM,09/01/2026 10:00:00 AM,30,Yes
"""
TENCENT = {
    "成员参会概况": [
        ["会议主题", "泄漏应急"],
        ["会议号", "123-456-789"],
        ["会议开始时间", "2026-09-01 08:55:00"],
        ["时区", "(GMT+08:00)"],
        [],
        ["成员参会概况"],
        [],
        ["用户昵称（入会昵称）", "首次入会时间", "最后退会时间", "入会次数", "累计参会时长", "身份"],
        ["林梅(红河纺织-林梅)", "2026-09-01 09:00:00", "2026-09-01 10:00:00", "2", "0:50:00", "成员"],
        ["红河纺织-陈安(红河纺织-陈安)", "2026-09-01 23:50:00", "2026-09-02 00:20:00", "1", "0:30:00", "成员"],
    ],
    "成员参会明细": [
        ["会议主题", "泄漏应急"],
        [],
        ["用户昵称（入会昵称）", "入会时间", "退会时间", "参会时长", "身份"],
        ["红河纺织-林梅", "2026-09-01 09:00:00", "2026-09-01 09:20:00", "0:20:00", "成员"],
        ["红河纺织-林梅", "2026-09-01 09:30:00", "2026-09-01 10:00:00", "0:30:00", "成员"],
    ],
}  # fmt: skip
WECOM = [
    ["企业微信会议参会记录"],
    ["会议名称", "泄漏应急"],
    ["会议时间", "2026年9月1日 09:00-10:30"],
    [],
    ["成员姓名", "所属企业", "入会时间", "离会时间", "参会时长"],
    ["林梅", "红河纺织有限公司", "2026年9月1日 09:00:00", "2026年9月1日 10:00:00", "1小时"],
    ["外人", "某公司", "2026年9月1日 09:10:00", "2026年9月1日 10:00:00", "50分钟"],
]


def teams(path, rows=TEAMS, encoding="utf-16"):
    """A .csv file that holds tabs, as Teams writes it."""
    lines = ["\t".join(row) for row in rows]
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding, newline="")
    return path


def zoom(path, text=ZOOM, encoding="utf-8-sig"):
    path.write_text(text, encoding=encoding, newline="")
    return path


def workbook(path, sheets):
    """A workbook of these sheets: {name: rows}; a plain list is one sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (sheets if isinstance(sheets, dict) else {"Sheet1": sheets}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
