"""For each course of the world a film, an open attempt and a certificate of a learner of that half."""

from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from sustainportal.files.content import FILMS, upload
from training.models import Attempt, Completion
from training.operations.lessons import keep_lesson_file

from ..conftest import NOW, person
from ..sample_files import mp4


def build(world):
    foreigner = person("the_other_learner", Role.SUPPLIER)
    Membership.objects.create(supplier=world.foreign.supplier, user=foreigner)
    film = upload("film.mp4", mp4(), size_limit=10_000, kinds=FILMS)
    for half in (world.own, world.foreign, world.draft):
        half.lessonfile = keep_lesson_file(half.lesson, film, by=None, at=NOW)
    for half, learner in ((world.own, world.people["supplier"]), (world.foreign, foreigner)):
        learnt = {"course": half.course, "user": learner, "supplier": half.supplier}
        half.attempt = Attempt.objects.create(**learnt, started_at=NOW)
        half.completion = Completion.objects.create(**learnt, completed_at=NOW, name="Mei Lin")
