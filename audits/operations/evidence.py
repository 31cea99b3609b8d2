"""Keep evidence of a finding: the same file once, a trail row for each."""

from sustainportal.trail.operations import record

from ..models import Evidence


def keep_evidence(cabinet, finding, uploads, stage, *, by, at):
    """Keep these judged uploads; the same file twice is kept once. Returns the new rows."""
    known = set(finding.evidence.filter(stage=stage).values_list("sha256", flat=True))
    rows = []
    for upload in uploads:
        if upload.sha256 not in known:
            known.add(upload.sha256)
            rows.append(_keep_one(cabinet, finding, upload, stage, by=by, at=at))
    return rows


def _keep_one(cabinet, finding, upload, stage, *, by, at):
    evidence = cabinet.keep(Evidence(finding=finding, stage=stage, by=by, at=at), upload)
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
