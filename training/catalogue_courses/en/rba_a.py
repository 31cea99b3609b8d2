"""RBA code, section A (labour): the English text."""

TITLE = "RBA code A: labour that is free, fair and paid"
SUMMARY = (
    "Recruitment without fees, young workers, hours, wages, respect and a voice: what to do and "
    "what auditors ask."
)

LESSONS = (
    (
        "Work that is freely chosen",
        6,
        """
Forced labour seldom looks like chains. It looks like a debt to an agent, a passport in the office
safe, a deposit for tools, or a bus that leaves only once a week. The test is simple: could this
person give notice and go home tomorrow without losing money or papers?

Take care of these points:
- Workers pay no fees for their job, neither to the company nor to an agent in any country. If it
comes out that somebody paid, they get the money back soon and in full.
- Every worker has a contract in a language they understand, before leaving home, and it is not
made worse on arrival.
- Passports and other papers stay with their owner. If somebody wants safe-keeping, they get a
locker to which they have the key.
- People move freely, also in the dormitory and to the toilet and to water.

# How to find out
Ask newcomers within their first month, through somebody they trust and in their language: whom
did you pay, how much, for what? Compare with the agent's invoices. Put the rule into the contract
with the agent, and check agents on the spot.
""",
    ),
    (
        "Age and working hours",
        6,
        """
Nobody works who is younger than fifteen, or below the age at which school duty ends or the law
allows work, whichever is highest. Check original papers, compare the face with the picture, and
keep copies. People under eighteen do no dangerous work, no night shifts and no overtime. If a
child is ever found, their good comes first: out of work at once, back to school with support, and
their family not left without help.

A working week, overtime included, is not longer than sixty hours, or what the law allows if that
is less, except in real emergencies. Each worker has at least one day off in every seven. Overtime
is always voluntary: refusing it has no consequences.

# Records that are true
1. One reliable record of every arrival and departure, for agency workers too.
2. Breaks are breaks; meetings before the shift are working time.
3. Look at hours every week, not after the month is over. Warn the line at fifty hours, so that
there is still time to act.
4. Never keep a second set of books. A true record with too many hours can be improved; a false
one ends trust.
""",
    ),
    (
        "Wages, respect and equal treatment",
        6,
        """
Workers are paid at least what the law says, including overtime at the higher rate, insurance and
leave, and on the day that was promised. Wages are never cut as a punishment. Each worker gets a
pay slip they can check: hours, rates, additions, deductions, sum.

Check it by calculating the wage of three people yourself, one of them new, one from an agency,
one who left last month. If you cannot do it from the records, neither can they.

# Treat people as people
There is no shouting, threatening, hitting or sexual harassment, and no public shaming. Say so in
a policy, train supervisors, and show what happened to complaints.

Hiring, pay, promotion and dismissal depend on the work alone, not on gender, age, colour, origin,
religion, health, pregnancy, union membership, marriage or whom somebody loves. So:
- no pregnancy or medical tests that the law or the safety of the job does not demand,
- the same wage for the same work,
- a suitable place to pray and, for nursing mothers, a room,
- reasonable adjustments for people with disabilities.
""",
    ),
    (
        "A voice, and what auditors do",
        6,
        """
Workers may form and join unions of their own choice, bargain together and meet in peace, and they
may also choose not to. Where the law limits this, the company does not stand in the way of other
lawful forms, such as representatives whom workers elect themselves. Nobody suffers for speaking,
complaining or striking lawfully.

Open talk pays: problems that are heard in spring do not become a strike in autumn. Hold regular
meetings with representatives, keep minutes, and tell everybody what came of each point and by
when.

# What happens in an audit
Auditors compare three things that must agree: records, workplaces and what people say.
1. They take time records and pay slips of several months, among them the busiest one.
2. They choose workers themselves and speak with them alone.
3. They look for signs in other papers: production reports on Sundays, nurses' notes, broken
machines at night.

Never tell workers what to say, and never hide records. Coaching is itself a serious finding.
Prepare by checking your own figures beforehand and by showing openly what you are improving.
""",
    ),
)

QUESTIONS = (
    {
        "text": "A worker has paid an agent for getting the job. What is right?",
        "right": ("The worker gets the money back, soon and in full",),
        "wrong": (
            "It is the worker's private affair",
            "The company pays half",
            "The agent gets a warning, the worker nothing",
        ),
        "why": (
            "Workers do not pay for their job. If they did, they are repaid, and the way of "
            "recruiting is changed."
        ),
    },
    {
        "text": "Where do the passports of foreign workers belong?",
        "right": ("With the workers themselves",),
        "wrong": (
            "In the safe of the personnel department",
            "With the agent until the contract ends",
        ),
        "why": (
            "Who holds the papers holds the person. Safe-keeping means a locker whose key the "
            "worker has."
        ),
    },
    {
        "text": (
            "How long may a working week be, overtime included, when the law allows more and "
            "there is no emergency?"
        ),
        "right": ("At most 60 hours",),
        "wrong": (
            "At most 72 hours",
            "As long as workers agree to it",
        ),
        "why": (
            "The code sets sixty hours; if the law sets less, the law counts. There is also a day "
            "off in every seven."
        ),
    },
    {
        "text": "What may people under eighteen not do?",
        "right": (
            "Dangerous work",
            "Night shifts and overtime",
        ),
        "wrong": ("Any work at all",),
        "why": (
            "Young workers may work if they are old enough, but not where it endangers their "
            "health or safety."
        ),
    },
    {
        "text": "A worker has damaged a tool. May the wage be cut as a punishment?",
        "right": ("No",),
        "wrong": (
            "Yes, by up to ten percent",
            "Yes, if the supervisor signs",
        ),
        "why": "Wages are not a means of discipline.",
    },
    {
        "text": "How should the company prepare workers for talks with auditors?",
        "right": ("Tell them that they may speak freely and that nothing will happen to them",),
        "wrong": (
            "Hand out the answers that are expected",
            "Choose the most loyal ones for the talks",
        ),
        "why": (
            "Coaching is a serious finding in itself. Auditors choose the people they talk with."
        ),
    },
    {
        "text": "The time record shows 66 hours in one week. What is the best step?",
        "right": ("Keep the record true, find the cause and plan so that it does not come again",),
        "wrong": (
            "Move six hours to the next week in the record",
            "Start a second record for audits",
        ),
        "why": (
            "A false record is worse than long hours: after it nobody believes the good figures "
            "either."
        ),
    },
)
