import pytest

from training.rules.lesson_text import Block, blocks


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("", []), ("\n \n\n", []),
        ("One.\nTwo.", [Block("paragraph", ("One.", "Two."))]),
        ("One.\r\n\r\nTwo.", [Block("paragraph", ("One.",)), Block("paragraph", ("Two.",))]),
        ("# Head\nText", [Block("heading", ("Head",)), Block("paragraph", ("Text",))]),
        ("# A\n# B", [Block("heading", ("A",)), Block("heading", ("B",))]),
        ("List:\n- a\n* b\n• c", [Block("paragraph", ("List:",)), Block("points", ("a", "b", "c"))]),
        ("1. a\n2) b\n3、c", [Block("steps", ("a", "b", "c"))]),
        ("3.5 t of waste", [Block("paragraph", ("3.5 t of waste",))]),
        ("-5 °C", [Block("paragraph", ("-5 °C",))]), ("#1", [Block("paragraph", ("#1",))]),
        ("- ", [Block("paragraph", ("-",))]),
        ("<b>x</b>", [Block("paragraph", ("<b>x</b>",))]),
    ],
)  # fmt: skip
def test_a_text_is_read_by_plain_lines(body, parts):
    assert blocks(body) == parts
