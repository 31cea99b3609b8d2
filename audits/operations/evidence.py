"""Keep evidence of a finding: the same file once, one of the same name as its next version, a trail
row for each."""

from django.db.models import Max

from sustainportal.trail.operations import record

from ..models import Evidence


def keep_evidence(cabinet, finding, uploads, stage, *, by, at):
    """Keep these judged uploads; the same file twice is kept once. Returns the new rows."""
    if not uploads:
        return []
    known = set(finding.evidence.filter(stage=stage).values_list("sha256", flat=True))
    names = finding.evidence.order_by().values_list("name").annotate(Max("version"))
    versions = dict(names)
    rows = []
    for upload in uploads:
        if upload.sha256 not in known:
            known.add(upload.sha256)
            versions[upload.name] = versions.get(upload.name, 0) + 1
            version = versions[upload.name]
            rows.append(_keep_one(cabinet, finding, upload, stage, version, by=by, at=at))
    return rows


def _keep_one(cabinet, finding, upload, stage, version, *, by, at):
    unsaved = Evidence(finding=finding, stage=stage, version=version, by=by, at=at)
    evidence = cabinet.keep(unsaved, upload)
    record(
        "audits.evidence.kept",
        finding,
        by=by,
        at=at,
        name=upload.name,
        sha256=evidence.sha256,
        size=evidence.size,
        stage=stage,
        version=version,
    )
    return evidence
