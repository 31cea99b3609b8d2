"""What gives a supplier away: every way its names, places, numbers and people may be written."""

import string

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from suppliers.rules.names import name_key
from training.rules.anonymity import leaks
from training.rules.folding import folded_key
from training.rules.naming import ANYWHERE, WHOLE
from training.rules.places import PLACES
from training.rules.short_names import mode_of
from training.rules.traces import Known

MILL = Known(
    names=("Red River Mill Co., Ltd.", "紅河紡織股份有限公司", "Hong He Weaving"),
    others=("Big Lantern Group",),
    sites=("Red River Plant 1", "Vietnam", "Main plant", "Dragon Gate Works"),
    places=("Vietnam", "Hai Phong"),
    addresses=("12 Harbour Road, Hai Phong", "廣東省深圳市龍華區東環二路2號"),
    codes=("M-001", "778"),
    numbers=("VN0101248141",),
    people=("Ms Tran Thi Lan", "陳美玲", "Sales department", "Sukarno"),
    mails=("lan@lanternweave.com", "somebody@gmail.com"),
    phones=("+84 28 3829 1234 ext 5", "12345"),
    references=("AU-00012-3", "AU-00012"),
)


def told(text, known=MILL):
    return [(leak.kind, leak.words) for leak in leaks({"situation": text}, known)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the name, however it is written
        ("At Red River Mill Co., Ltd. exits were locked.", [("name", "Red River Mill Co., Ltd")]),
        ("At Red River Mill exits were locked.", [("name", "Red River Mill")]),
        ("at red-river  MILL, Inc.", [("name", "red-river  MILL")]),
        ("ＲＥＤ ＲＩＶＥＲ ＭＩＬＬ", [("name", "RED RIVER MILL")]),
        ("RedRiverMill and theredrivermills", [("name", "RedRiverMill"), ("name", "redrivermill")]),
        ("Rêd Rivér Mill", [("name", "Rêd Rivér Mill")]),
        ("R e d R i v e r M i l l", [("name", "R e d R i v e r M i l l")]),
        ("Red\nRiver\nMill", [("name", "Red\nRiver\nMill")]),
        ("hong he weaving", [("name", "hong he weaving")]),
        # what people call it for short
        ("Red River did it well.", [("name", "Red River")]),
        ("A hundred rivers", []),
        # in Chinese: with and without legal form, traditional and simplified, between other words
        ("在紅河紡織股份有限公司的工廠", [("name", "紅河紡織股份有限公司")]),
        ("在紅河紡織的工廠", [("name", "紅河紡織")]),
        ("在红河纺织的工厂", [("name", "红河纺织")]),
        ("紅 河 紡 織", [("name", "紅 河 紡 織")]),
        ("紅河公司", [("name", "紅河")]),
        (
            "紅河的水",
            [],
        ),  # two characters that are a river's name count only before a word for a company
        # its group, its sites
        ("the big lantern group helped", [("group", "big lantern group")]),
        ("the Big Lantern people", [("group", "Big Lantern")]),
        ("in Dragon Gate Works", [("site", "Dragon Gate Works")]),
        ("in red river plant 1", [("site", "red river plant 1")]),
        ("in a main plant in Vietnam, near Hai Phong", []),
        # where, and by which number
        ("12 Harbour Road", [("address", "12 Harbour Road")]),
        ("12, harbour road, Hai Phong", [("address", "12, harbour road, Hai Phong")]),
        ("112 Harbour Road", []),
        ("東環二路2號的門", [("address", "東環二路2號")]),
        ("(m 001)", [("code", "m 001")]),
        ("M-0011 and RM-001", []),
        ("778 people", []),  # digits alone from five on
        (
            "VN 0101 248 141 and 0101248141",
            [("number", "VN 0101 248 141"), ("number", "0101248141")],
        ),
        ("finding AU-00012-3, audit AU-00012", [("code", "AU-00012-3"), ("code", "AU-00012")]),
        # its people
        ("Tran Thi Lan, LAN TRAN THI", [("person", "Tran Thi Lan"), ("person", "LAN TRAN THI")]),
        ("Ms. Tran and Mr Lan", [("person", "Ms. Tran"), ("person", "Mr Lan")]),
        ("a lan cable", []),
        ("陳美玲說", [("person", "陳美玲")]),
        ("陈美玲与陳經理", [("person", "陈美玲"), ("person", "陳經理")]),
        ("Sukarno said", [("person", "Sukarno")]),
        ("the sales department", []),
        # how to reach them
        ("write to mei@elsewhere.test", [("mail", "mei@elsewhere.test")]),
        ("ｍｅｉ＠elsewhere.test", [("mail", "mei@elsewhere.test")]),
        ("www.lanternweave.com", [("domain", "lanternweave.com")]),
        ("LanternWeave", [("domain", "LanternWeave")]),
        ("gmail.com", []),
        ("028 3829-1234", [("phone", "028 3829-1234")]),
        ("＋８４ (28) 38291234", [("phone", "+84 (28) 38291234")]),
        ("028 3829 1235 and 12345 pieces", []),
        ("", []),
    ],
)
def test_the_supplier_is_found(text, found):
    assert told(text) == found


def test_a_stretch_of_text_is_told_of_once_by_its_longest_secret():
    assert told("Red River Mill, Red River") == [("name", "Red River Mill"), ("name", "Red River")]


def test_leaks_come_by_part_then_by_place():
    found = leaks({"title": "M-001", "cause": "Red River, M-001"}, MILL)
    assert [(leak.part, leak.words) for leak in found] == [
        ("title", "M-001"),
        ("cause", "Red River"),
        ("cause", "M-001"),
    ]


def test_without_a_source_only_mail_addresses_are_found():
    assert told("Red River Mill, a@b.test", Known()) == [("mail", "a@b.test")]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Fire Safety Co., Ltd.", "Fire safety is taught to all.", []),
        ("Fire Safety Co., Ltd.", "At Fire Safety the doors", [("name", "Fire Safety")]),
        ("Fire Safety Co., Ltd.", "by fire safety co., ltd.", [("name", "fire safety co., ltd")]),
        ("Progress Ltd", "Progress was made. The progress", []),
        ("Progress Ltd", "We saw Progress do it", [("name", "Progress")]),
        ("LG", "the LG line, algae", [("name", "LG")]),
        ("Lanta", "the lanta line, Atlanta", [("name", "lanta")]),  # five letters: a whole word
        ("Lantau", "the lantaus", [("name", "lantau")]),  # six: inside words too
        ("Foo Co Vietnam", "Foo Co., Vietnam and foo vietnam", [("name", "Foo Co., Vietnam"), ("name", "foo vietnam")]),
        ("A", "a b c", []),
    ],
)  # fmt: skip
def test_a_name_of_ordinary_words_counts_where_it_is_written_as_a_name(name, text, found):
    assert told(text, Known(names=(name,))) == found


LETTERS = (
    string.ascii_letters + string.digits + "äöüéèñçßŐşğıđ紅河紡織電子科技中山美陽カフェ .,-&'()"
)
names = st.text(alphabet=LETTERS, min_size=2, max_size=30)
around = st.text(alphabet=string.ascii_letters + " .,;\n紅工人的", max_size=30)
written = st.sampled_from(
    [str, str.upper, str.lower, str.swapcase, str.title, lambda name: name.replace(" ", "  ")]
)


@given(name=names, before=around, behind=around, how=written)
@example(name="ß-Werke", before="", behind="", how=str.upper)
def test_a_text_with_the_name_anywhere_in_any_case_is_refused(name, before, behind, how):
    assume(len(folded_key(name_key(name))) > 1)
    assume(mode_of(name_key(name), PLACES) in (ANYWHERE, WHOLE))
    assert leaks({"cause": f"{before} {how(name)} {behind}"}, Known(names=(name,)))


@given(before=around, behind=around, how=written)
def test_a_long_name_is_refused_inside_longer_words_too(before, behind, how):
    assert leaks(
        {"cause": f"{before}{how('Lanternweave')}{behind}"}, Known(names=("Lanternweave",))
    )


@given(text=around)
def test_a_text_that_lacks_the_letters_of_the_name_is_not_refused(text):
    assume("lantern" not in folded_key(text))
    assert leaks({"cause": text}, Known(names=("Lantern 888",))) == []
