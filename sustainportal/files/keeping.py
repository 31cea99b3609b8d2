"""Keep files: a random name on disk, the real name, hash and size in the row."""

from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction


class Cabinet:
    """Files kept during one operation; forgets them again if the operation fails."""

    def __init__(self):
        self.kept = []

    def keep(self, row, upload):
        """Save an unsaved row (a KeptFile with its `file` field) with the judged upload; returns it."""
        row.name, row.content_type = upload.name, upload.content_type
        row.sha256, row.size = upload.sha256, len(upload.content)
        row.file.save(upload.name, ContentFile(upload.content), save=False)
        self.kept.append(row.file)
        row.save(force_insert=True)
        return row

    def forget(self):
        for file in self.kept:
            file.storage.delete(file.name)


@contextmanager
def filing():
    """A transaction with a cabinet: what fails leaves neither rows nor files."""
    cabinet = Cabinet()
    try:
        with transaction.atomic():
            yield cabinet
    except BaseException:
        cabinet.forget()
        raise


def delete_files_of(rows):
    """After the change is kept, remove the files of rows that are gone."""
    files = [(row.file.storage, row.file.name) for row in rows]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
