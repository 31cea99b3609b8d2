from training import demo_seats
from training.models import Event
from training.queries.answers import answer_counts, people_counts

from ..conftest import make_supplier


def test_the_demo_shows_every_answer_and_a_line(buyer, now):
    for number in range(10):
        make_supplier(f"S-{number:03}", f"Supplier {number}")
    demo_seats.build(at=now)
    event = Event.objects.get(code="E-017")
    assert answer_counts(event) == {
        "invited": 10, "registered": 3, "waiting": 1, "declined": 2, "none": 4,
    }  # fmt: skip
    assert people_counts(event) == {"seated": 4, "waiting": 2}
    assert [(place.name, place.capacity) for place in event.places.all()] == [
        ("Chongqing, training centre", 4), ("Taipei, hall 3", 3),
    ]  # fmt: skip
