"""A place for each mill's event, and the invitations as things of their own."""

from training.models import Invitation, Place


def build(world):
    for half in (world.own, world.foreign):
        half.invitation = Invitation.objects.get(event=half.event)
        half.place = Place.objects.create(event=half.event, name="Hall 3", capacity=40)
    world.draft.invitation = Invitation.objects.get(event=world.draft.event)
    world.draft.place = Place.objects.create(event=world.draft.event, name="Hall 3")
