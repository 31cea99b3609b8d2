"""Audits, findings and their steps in a few statements, on PostgreSQL; always the same ones.

Ten findings an audit, an audit for every second supplier at most; visits spread over five years up to today.
Half of the findings are closed, the others stand anywhere in their life, many of them long overdue. What is
filtered for is the same share of any number, so that a page of 2,000 is as full as a page of 200,000.
"""

from django.db import connection
from django.utils import timezone

from audits import catalogue
from audits.models import Audit, Protocol, ZeroToleranceKind
from audits.models.finding_search import INDEXES
from suppliers.models import Membership
from suppliers.operations.search_index import make_part_index

from . import crowd

SUPPLIERS = 10_000
AUDITORS, BUYERS = 20, 10
#: A number below 1,000,000 that looks random, of the row's number n and a salt.
CHANCE = "abs(hashint8(n * 31 + {salt}) %% 1000000)"
#: What was found: a tenth is about exits, a thirtieth about mercury lamps, a third is told in Chinese too.
WORDS = """
    'In hall ' || n || ' ' || (ARRAY['two of five exits were locked', 'guards of three presses were missing',
        'wage slips did not name overtime', 'no first-aider was on the night shift', 'drums stood without trays',
        'ear plugs were not worn', 'the alarm was not heard', 'masks were past their date',
        'a ladder had no feet', 'aisles were blocked by pallets'])[1 + {chance1} %% 10]
    || ', seen in the afternoon together with the manager of the hall; the people asked said that nobody had told them so'
    || CASE WHEN {chance2} %% 30 = 0 THEN '. Broken mercury lamps lay in an open box' ELSE '' END
    || CASE WHEN {chance3} %% 3 = 0 THEN '。消防通道被堵，工人' || n || '未受培訓。' ELSE '.' END
"""

STATEMENTS = [
    """
    INSERT INTO accounts_user (username, password, first_name, last_name, email, is_active, is_staff,
        is_superuser, date_joined, role, language)
    SELECT 'mill-' || lpad(n::text, 6, '0'), '', 'Mill', n::text, 'mill' || n || '@mill.example', true, false, false,
        %(at)s, 'supplier', ('{{en,zh-hant,zh-hans}}'::text[])[1 + n %% 3]
    FROM generate_series(1, %(suppliers)s) n ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO suppliers_membership (supplier_id, user_id, is_manager)
    SELECT s.id, u.id, s.n %% 10 = 0
    FROM (SELECT id, row_number() OVER (ORDER BY code) n FROM suppliers_supplier WHERE code LIKE 'B%%') s
    JOIN accounts_user u ON u.username = 'mill-' || lpad(s.n::text, 6, '0')
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO audits_audit (site_id, kind, protocol_id, auditor_id, firm, state, planned_on, planned_at,
        planned_by_id, started_on, closing_on, summary, outcome, colour, score_parts, source, source_number,
        final_at, final_on, final_by_id, cancelled_because, conforming, applicable)
    SELECT sites.id, 'vap_initial', %(protocol)s, auditors[1 + n %% {auditors}], '', 'final', day, day,
        buyers[1 + n %% {buyers}], day, day + 2, '',
        ('{{approved,approved,conditional,rejected}}'::text[])[1 + {chance1} %% 4], 'green', '{{}}', 'bench',
        n::text, (day + 10)::timestamp, day + 10, auditors[1 + n %% {auditors}], '', 90, 100
    FROM (SELECT n, current_date - 12 - ({chance2} %% 1825)::int AS day
          FROM generate_series(%(have)s / 10 + 1, %(size)s / 10) n) planned
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM suppliers_site) sites
        ON sites.place = 1 + (n * 7919) %% (SELECT count(*) FROM suppliers_site)
    CROSS JOIN (SELECT array_agg(id ORDER BY id) AS auditors FROM accounts_user WHERE role = 'auditor') a
    CROSS JOIN (SELECT array_agg(id ORDER BY id) AS buyers FROM accounts_user WHERE role = 'procurement') b
    """,
    """
    INSERT INTO audits_finding (audit_id, number, provision_id, rating, zero_tolerance_id, matter, discovered_on,
        description, found_by, is_history, source_number, recorded_at, recorded_by_id, state, submit_due,
        approve_due, complete_due, deadlines, submitted_at, submitted_by_id, first_submitted_at, approved_at,
        approved_by_id, completed_at, completed_by_id, verified_at, verified_by_id, closed_at, closed_by_id)
    SELECT audit, number, provisions[1 + (sqrt({chance3} / 1000000.0 * 1600)::int) %% array_length(provisions, 1)],
        rating, CASE WHEN {chance4} %% 3 = 0 AND rating = 'priority' THEN %(zero)s END, '', day,
        {words}, 'audit', false, '', final_at, auditor_id, state,
        final_on + 14, final_on + 42, final_on + CASE WHEN rating IN ('minor', 'risk') THEN 270 ELSE 180 END, '[]',
        CASE WHEN place >= 1 THEN final_at + interval '10 days' END, CASE WHEN place >= 1 THEN mill END,
        CASE WHEN place >= 1 THEN final_at + interval '10 days' END,
        CASE WHEN place >= 2 THEN final_at + interval '20 days' END, CASE WHEN place >= 2 THEN auditor_id END,
        CASE WHEN place >= 3 THEN final_at + interval '90 days' END, CASE WHEN place >= 3 THEN mill END,
        CASE WHEN place >= 4 THEN final_at + interval '100 days' END, CASE WHEN place >= 4 THEN auditor_id END,
        CASE WHEN place >= 5 THEN final_at + interval '110 days' END, CASE WHEN place >= 5 THEN buyer_id END
    FROM (
        SELECT a.id AS audit, number, a.id * 10 + number AS n, started_on AS day, final_at, final_on, auditor_id,
            planned_by_id AS buyer_id, m.user_id AS mill,
            ('{{priority,major,major,minor,minor,minor,minor,minor,risk,opportunity}}'::text[])
                [1 + abs(hashint8(a.id * 10 + number) %% 10)] AS rating
        FROM audits_audit a JOIN suppliers_site s ON s.id = a.site_id
        JOIN (SELECT supplier_id, min(user_id) AS user_id FROM suppliers_membership GROUP BY 1) m
            ON m.supplier_id = s.supplier_id
        CROSS JOIN generate_series(1, 10) number
        WHERE a.source = 'bench' AND NOT EXISTS (SELECT 1 FROM audits_finding f WHERE f.audit_id = a.id)
    ) raw
    CROSS JOIN LATERAL (
        SELECT ('{{0,0,1,2,2,3,4,5,5,5,5,5,5,5,5}}'::int[])[1 + {chance5} %% 15] AS place
    ) p
    CROSS JOIN LATERAL (
        SELECT ('{{not_started,submitted,approved,actions_submitted,ready_for_closure,closed}}'::text[])[1 + place] AS state
    ) st
    CROSS JOIN (SELECT array_agg(id ORDER BY id) AS provisions FROM audits_provision
                WHERE protocol_id = %(protocol)s) pr
    """,
    """
    INSERT INTO audits_step (finding_id, verb, from_state, to_state, remark, by_id, at)
    SELECT f.id, verb, from_state, to_state, '', f.recorded_by_id, at
    FROM audits_finding f CROSS JOIN LATERAL (VALUES
        ('submit_plan', 'not_started', 'submitted', f.submitted_at),
        ('approve_plan', 'submitted', 'approved', f.approved_at),
        ('submit_actions', 'approved', 'actions_submitted', f.completed_at),
        ('verify', 'actions_submitted', 'ready_for_closure', f.verified_at),
        ('close', 'ready_for_closure', 'closed', f.closed_at)
    ) AS taken (verb, from_state, to_state, at)
    WHERE at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audits_step s WHERE s.finding_id = f.id)
    """,
]


def grow(size):
    """Bring the findings to `size`; the people who look at them, by name."""
    at = timezone.now()
    people = crowd.grow(SUPPLIERS)
    catalogue.load(at=at)
    for n in range(AUDITORS):
        crowd.person(f"auditor-{n}", "auditor")
    buyers = [crowd.person(f"buyer-{n}", "procurement") for n in range(BUYERS)]
    protocol = Protocol.objects.get(version="8.0.1")
    zero = ZeroToleranceKind.objects.first()
    values = {"at": at, "suppliers": SUPPLIERS, "size": size}
    values["have"] = 10 * Audit.objects.filter(source="bench").count()
    values |= {"protocol": protocol.pk, "zero": zero.pk}
    words = {f"chance{n}": CHANCE.format(salt=n) for n in range(1, 6)}
    words |= {"auditors": AUDITORS, "buyers": BUYERS, "words": WORDS.format(**words)}
    with connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute(f"DROP INDEX IF EXISTS {index}")  # made at once it costs a tenth
        for statement in STATEMENTS:
            cursor.execute(statement.format(**words), values)
        make_part_index(connection, INDEXES)
        cursor.execute("VACUUM ANALYZE")
    mill = Membership.objects.filter(supplier__sites__audits__source="bench").order_by("pk").first()
    return people | {"procurement": buyers[0], "supplier": mill.user}
