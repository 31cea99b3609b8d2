"""Real public lists of citations and violations, taken in as findings of made-up plants.

Only their structure is used – numbers, days, severities, what became of them. No establishment of these
lists is a supplier of anybody here: each is called "Plant 001" … before its row is read.
"""

import csv
import tempfile
from pathlib import Path

from django.utils import timezone

from sustainportal.sheets.trying import imported, told

from .models import Audit, Finding

OSHA = "osha_ca_inspection_citations_2000-2015.csv"
EPA = "epa_npdes_violations_1991-2019.csv"
FILES = (OSHA, EPA)
#: Nothing in a file that is taken in says whose it is.
WHOSE = {
    "reporting_id", "estab_name", "site_address", "site_city", "site_zip",
    "FACILITY_NAME", "ICIS_FACILITY_ID", "NPDES_ID", "SINGLE_EVENT_VIOLATION_COMMENT",
}  # fmt: skip
OSHA_COLUMNS = {
    "code": "plant", "audit_number": "activity_nr", "started_on": "open_date", "closing_on": "close_conf_date",
    "finding_number": "citation_id", "provision": "standard", "rating": "viol_type",
    "discovered_on": "open_date", "due_on": "abate_date", "closed_on": "close_case_date",
    "withdrawn": "delete_flag", "site": "", "description": "",
}  # fmt: skip
#: Willful, repeat, serious, other: their words, our reading.
OSHA_WORDS = {
    "source": "Citations 2000-2015", "severity": ["W=priority", "R=major", "S=major", "O=minor"],
    "default_provision": "B1", "missing": ["NA"],
}  # fmt: skip
EPA_COLUMNS = {
    "code": "plant", "audit_number": "review", "started_on": "began", "closing_on": "ended",
    "finding_number": "NPDES_VIOLATION_ID", "provision": "VIOLATION_CODE", "rating": "VIOLATION_TYPE",
    "description": "what", "discovered_on": "found", "due_on": "SCHEDULE_DATE", "closed_on": "settled",
    "action": "RNC_RESOLUTION_DESC", "site": "",
}  # fmt: skip
#: A single event is a breach; a late or exceeded report value is isolated.
EPA_WORDS = {
    "source": "Violations 1991-2019", "severity": ["SE=major", "PS=minor", "EFF=minor"],
    "default_provision": "C7", "kind": "document_review", "date_format": ["mm/dd/yyyy"],
}  # fmt: skip
UNRESOLVED = "NC - Unresolved RNC"


def account(data, *, at):
    """Import both and give the lines of the account as they become known."""
    with tempfile.TemporaryDirectory(prefix="plants-") as place:
        yield from osha(data / OSHA, Path(place), at)
        yield from epa(data / EPA, Path(place), at)


# --- citations --------------------------------------------------------------------------------
def osha(path, place, at):
    """The citations of inspections: one audit for each inspection, those without a citation too."""
    rows = read(path)
    plants = numbered(rows, lambda row: (row["site_address"], row["site_city"]), first=1)
    for row in rows:
        row["plant"] = plants[row["site_address"], row["site_city"]]
    make_plants(plants.values(), place)
    list_ = write(rows, place / "citations.csv")
    result = imported("import_findings", list_, OSHA_COLUMNS, **OSHA_WORDS)
    yield from told(f"Citations from {OSHA}, as findings of {len(plants)} made-up plants", result)
    yield from compared(facts_of_osha(rows), OSHA_WORDS["source"], result)
    again = imported("import_findings", list_, {}, source=OSHA_WORDS["source"])
    yield from told("  the same list again, by what is remembered of it", again)
    yield from days(OSHA_WORDS["source"], at)


def facts_of_osha(rows):
    """What the file itself says of its numbers."""
    cited = [row for row in rows if row["citation_id"] not in ("", "NA")]
    kept = [row for row in cited if row["delete_flag"] != "X"]
    return {
        "audits": len({row["activity_nr"] for row in rows}),
        "audits without a finding in the list": len(
            {row["activity_nr"] for row in rows} - {row["activity_nr"] for row in cited}
        ),
        "findings and those taken back": len(cited),
        "taken back there": len(cited) - len(kept),
        "findings": len(kept),
        "open": sum(row["close_case_date"] in ("", "NA") for row in kept),
    }


# --- violations -------------------------------------------------------------------------------
def epa(path, place, at):
    """The violations of permits: the review of one plant's year is an audit."""
    rows = read(path)
    plants = numbered(rows, lambda row: row["NPDES_ID"], first=501)
    for row in rows:
        row |= _dated(row, plants[row["NPDES_ID"]])
    make_plants(plants.values(), place)
    list_ = write(rows, place / "violations.csv")
    result = imported("import_findings", list_, EPA_COLUMNS, **EPA_WORDS)
    yield from told(f"Violations from {EPA}, as findings of {len(plants)} made-up plants", result)
    yield from compared(facts_of_epa(rows), EPA_WORDS["source"], result)
    again = imported("import_findings", list_, {}, source=EPA_WORDS["source"])
    yield from told("  the same list again, by what is remembered of it", again)
    yield from days(EPA_WORDS["source"], at)


def _dated(row, plant):
    """Three kinds of violation use three fields for their day, and as many for the end of it."""
    found = row["SINGLE_EVENT_VIOLATION_DATE"] or row["SCHEDULE_DATE"] or row["MONITORING_PERIOD_END_DATE"]
    ended = row["SINGLE_EVENT_END_DATE"] or row["ACTUAL_DATE"] or row["VALUE_RECEIVED_DATE"]
    if row["RNC_DETECTION_CODE"]:
        ended = "" if row["RNC_RESOLUTION_DESC"] == UNRESOLVED else row["RNC_RESOLUTION_DATE"]
    year = found[-4:]
    what = [row["VIOLATION_DESC"], row["PARAMETER_DESC"], row["STATISTICAL_BASE_SHORT_DESC"]]
    return {
        "plant": plant, "review": f"{plant} {year}", "began": f"01/01/{year}", "ended": f"12/31/{year}",
        "found": found, "settled": ended, "what": ", ".join(filter(None, what)),
    }  # fmt: skip


def facts_of_epa(rows):
    return {
        "plants": len({row["plant"] for row in rows}),
        "audits": len({row["review"] for row in rows}),
        "findings": len(rows),
        "open": sum(not row["settled"] for row in rows),
        "unresolved by the list's own word": sum(
            row["RNC_RESOLUTION_DESC"] == UNRESOLVED for row in rows
        ),
    }


# --- both -------------------------------------------------------------------------------------
def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbered(rows, key, *, first):
    """{establishment: the code of a made-up plant}, in the order of the file."""
    every = dict.fromkeys(key(row) for row in rows)
    return {one: f"P-{number:03}" for number, one in enumerate(every, start=first)}


def write(rows, path):
    """The rows without whose they are."""
    headings = [name for name in rows[0] if name not in WHOSE]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def make_plants(codes, place):
    """A supplier with one site for each code, by the importer of suppliers."""
    path = place / "plants.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "site"])
        for code in codes:
            name = f"Plant {code.removeprefix('P-')}"
            writer.writerow([code, name, name])
    imported("import_suppliers", path, {})


def facts_here(source):
    """The same numbers as they are in the portal now."""
    audits, findings = Audit.objects.filter(source=source), Finding.objects.filter(audit__source=source)
    return {
        "plants": audits.values("site__supplier").distinct().count(),
        "audits": audits.count(),
        "findings": findings.count(),
        "open": findings.open().count(),
        "unresolved by the list's own word": findings.open()
        .filter(steps__verb="imported", steps__remark__contains=UNRESOLVED)
        .count(),
    }


def compared(facts, source, result):
    """Each number of the file beside ours, and whether they are the same."""
    here, counts = facts_here(source), result.get("counts", {})
    here["audits without a finding in the list"] = counts.get("audits_without_findings", 0)
    here["taken back there"] = counts.get("findings_withdrawn", 0)
    here["findings and those taken back"] = here["findings"] + here["taken back there"]
    for name, number in facts.items():
        same = "as in the file" if here[name] == number else f"NOT AS IN THE FILE: {number}"
        yield f"  {name}: {here[name]} ({same})"


def days(source, at):
    """Deadlines and lateness by our rules."""
    today = timezone.localdate(at)
    rows = list(Finding.objects.filter(audit__source=source).select_related("audit"))
    late = [row.days_late(today) for row in rows if row.closed_at]
    still = [row.days_late(today) for row in rows if not row.closed_at]
    yield f"  deadlines computed: {sum(row.complete_due is not None for row in rows)} of {len(rows)}"
    yield f"  closed in time: {late.count(0)}, closed late: {len(late) - late.count(0)} (at most {max(late, default=0)} days)"
    yield f"  open and overdue on {today:%Y-%m-%d}: {sum(days > 0 for days in still)} of {len(still)}"
