from training.rules.topics import Topic, ranked


def topic(code, *, findings=0, suppliers=0, before=0, still_open=0):
    return Topic(code[0], code, code, (1,), findings, suppliers, before, still_open)


def test_most_suppliers_come_first_then_findings_then_what_is_open():
    rows = [
        topic("A1", findings=9, suppliers=2),
        topic("B1", findings=3, suppliers=3),
        topic("C1", findings=9, suppliers=2, still_open=1),
        topic("D1", findings=10, suppliers=2),
    ]
    assert [row.code for row in ranked(rows)] == ["B1", "D1", "C1", "A1"]


def test_what_was_neither_found_nor_is_open_is_no_topic():
    rows = [topic("A1", before=4), topic("B1", still_open=1), topic("C1", findings=1, suppliers=1)]
    assert [row.code for row in ranked(rows)] == ["C1", "B1"]


def test_the_change_is_against_the_year_before():
    assert topic("A1", findings=2, before=5).change == -3
    assert topic("A1", findings=5, before=5).change == 0
