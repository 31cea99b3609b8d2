"""Make and change supervision groups."""

from django.db import transaction

from sustainportal.trail.operations import record

from ..models import RobotMessage, SupervisionGroup


@transaction.atomic
def keep_group(group, *, robot_key=None, by, at):
    """Keep a new or changed group (validated by its form). `robot_key`: None leaves the key as it is, ""
    forgets it. With another key or none, what the robot still owes is dropped: it was written for another
    chat. With the same key again it is tried at once."""
    new = group.pk is None
    if new:
        group.created_at = at
        group.robot_key = robot_key or ""
        group.save()
    else:
        fields = ["name", "about", "lead", "chat_link"]
        if robot_key is not None:
            _settle(group, robot_key)
            group.robot_key = robot_key
            fields.append("robot_key")
        group.save(update_fields=fields)
    told = {} if robot_key is None else {"robot": "set" if robot_key else "gone"}
    verb = "made" if new else "changed"
    record(f"training.group.{verb}", group, by=by, at=at, name=group.name, **told)
    return group


def _settle(group, robot_key):
    """What the robot of the group still owes, before it has this key."""
    rows = SupervisionGroup.objects.select_for_update().filter(pk=group.pk)
    before = rows.values_list("robot_key", flat=True).get()
    owed = RobotMessage.objects.filter(post__group=group, sent_at=None)
    if robot_key == before:
        owed.update(next_try_at=None, attempts=0)
    else:
        owed.delete()
