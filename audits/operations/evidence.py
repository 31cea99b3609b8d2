"""Keep evidence: a random name on disk, the real name, hash and size in the row."""

from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction

from sustainportal.trail.operations import record

from ..models import Evidence


class Cabinet:
    """Files kept during one operation; forgets them again if the operation fails."""

    def __init__(self):
        self.kept = []

    def keep(self, finding, uploads, stage, *, by, at):
        """Keep these judged uploads; the same file twice is kept once. Returns the new rows."""
        known = set(finding.evidence.filter(stage=stage).values_list("sha256", flat=True))
        rows = []
        for upload in uploads:
            if upload.sha256 not in known:
                known.add(upload.sha256)
                rows.append(self._keep_one(finding, upload, stage, by=by, at=at))
        return rows

    def _keep_one(self, finding, upload, stage, *, by, at):
        evidence = Evidence(
            finding=finding,
            stage=stage,
            name=upload.name,
            content_type=upload.content_type,
            sha256=upload.sha256,
            size=len(upload.content),
            by=by,
            at=at,
        )
        evidence.file.save(upload.name, ContentFile(upload.content), save=False)
        self.kept.append(evidence.file)
        evidence.save(force_insert=True)
        record(
            "audits.evidence.kept",
            finding,
            by=by,
            at=at,
            name=upload.name,
            sha256=evidence.sha256,
            size=evidence.size,
            stage=stage,
        )
        return evidence

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


def delete_files_of(evidence):
    """After the change is kept, remove the files of rows that are gone."""
    files = [(row.file.storage, row.file.name) for row in evidence]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
