"""What the admin site only shows."""


class ReadOnly:
    """To be looked at in the admin site; it changes in the portal, where the trail is written."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
