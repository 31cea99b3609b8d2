import pytest

from training.rules.attendance_lists import Section, Words, section
from training.rules.attendees import domain_of, mail_of, parts_of, plain_name, without

from ..meeting_lists import TEAMS, TEAMS_CHINESE, TENCENT, WECOM, ZOOM


def numbered(rows):
    """As a table gives them: empty rows are counted and not given."""
    return [(number, row) for number, row in enumerate(rows, start=1) if any(row)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (TEAMS, Section(15, 19, True)),
        (TEAMS_CHINESE, Section(10, None, True)),
        ([line.split(",") for line in ZOOM.splitlines()], Section(4, None, True)),
        (TENCENT["成员参会概况"], Section(8, None, False)),
        (TENCENT["成员参会明细"], Section(3, None, True)),
        (WECOM, Section(5, None, True)),
        (TEAMS[:13], Section(9, None, False)),  # without the table of stays: first and last times
        ([["Organisation", "人数"], ["Red River", "3"]], Section(1, None, False)),
        ([["Who", "When"], ["Mei", "9:00"]], None),
        ([], None),
    ],
)
def test_the_table_that_tells_most_is_found(rows, found):
    assert section(numbered(rows), Words()) == found


def test_the_headings_of_the_template_are_known_too():
    rows = [["Nombre", "Entered"], ["Mei", "9:00"]]
    assert section(numbered(rows), Words()) is None
    assert section(numbered(rows), Words({"Nombre": "name"})) == Section(1, None, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mei Lin", "Mei Lin"),
        ("  Mei   Lin ", "Mei Lin"),
        ("林梅（林梅）", "林梅"),
        ("(Mei)", "Mei"),
        ("Mei Lin (Guest)", "Mei Lin"),
        ("Mei Lin (Unverified)", "Mei Lin"),
        ("Mei Lin (Red River)", "Mei Lin (Red River)"),
        ("(Guest)", "Guest"),
        ("", ""),
    ],
)
def test_what_a_tool_adds_to_a_name_is_left_out(text, name):
    assert plain_name(text) == name


def test_a_display_name_may_hold_the_organisation():
    assert parts_of("红河纺织-林梅") == ["红河纺织", "林梅"]
    assert parts_of("Mei Lin (Red River)") == ["Mei Lin", "Red River"]
    assert parts_of("Mei Lin") == []
    assert without("红河纺织-林梅", "红河纺织") == "林梅"
    assert without("红河纺织", "红河纺织") == "红河纺织"


def test_free_mail_tells_of_no_organisation():
    assert domain_of("mei@mill.test") == "mill.test"
    assert domain_of("mei@qq.com") == domain_of("mei") == domain_of("") == ""
    assert mail_of(" Mei@Mill.test ") == "mei@mill.test"
    assert mail_of("mei at mill") == mail_of(None) == mail_of("mei@mill") == ""
