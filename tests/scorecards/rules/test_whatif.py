"""What would raise the grade: points to the next band and who could bring them."""

from decimal import Decimal as D

from scorecards.rules.scorecard import judge
from scorecards.rules.whatif import what_would_raise

from .cases import POLICY, all_at, figures


def test_the_points_to_the_next_band_and_the_smallest_rise_first():
    card = judge(POLICY, all_at(80) | figures(quality=D(70)))
    # 70 % × 30 + 50 % × 80 + sustainability 20 % of 84 (low class = 100) = 21 + 40 + 16.8
    assert card.score == D("77.80")
    step = what_would_raise(POLICY, card)["next"]
    assert (step["grade"], step["points"]) == ("A", D("7.20"))
    assert [(way["dimension"], way["rise"], way["to"]) for way in step["ways"]] == [
        ("quality", D("24.00"), D("94.00")),
        ("cost", D("36.00"), None),
        ("delivery", D("36.00"), None),
        ("sustainability", D("36.00"), None),
        ("technology", D("72.00"), None),
    ]


def test_raising_the_named_dimension_by_the_named_rise_gives_the_next_grade():
    known = all_at(80) | figures(quality=D(70))
    way = what_would_raise(POLICY, judge(POLICY, known))["next"]["ways"][0]
    better = judge(POLICY, known | figures(**{way["dimension"]: way["to"]}))
    assert better.grade == "A"


def test_a_held_grade_names_the_floor_first():
    answer = what_would_raise(POLICY, judge(POLICY, all_at(90), {"open_priority": [{"id": 3}]}))
    assert [floor["condition"] for floor in answer["floors"]] == ["open_priority"]
    assert (answer["without_floors"], answer["next"]) == ("A", None)


def test_a_card_without_grade_says_which_figures_are_missing():
    answer = what_would_raise(POLICY, judge(POLICY, figures(quality=D(90))))
    assert answer["without_floors"] == "not_graded"
    assert answer["missing"][:2] == ["cost", "delivery"]
