"""RBA code, section E (management systems): the English text."""

TITLE = "RBA code E: a management system that carries the rest"
SUMMARY = (
    "Commitment, responsibility, law, risk, training, workers' feedback, audits and corrective "
    "action that works."
)

LESSONS = (
    (
        "From commitment to responsibility",
        6,
        """
Sections A to D say what has to be right. Section E makes sure that it stays right when the
customer is not looking. It begins with a statement in which the top management commits to the
code and to improvement, signed, in the workers' languages, and known by people on the line.

A statement needs somebody who answers for it. Name one person of the management for labour, one
for safety, one for the environment, one for ethics. They can be the same. Give them time, money
and a place in the management meeting. The review looks at facts at least once a year.

# Law and customers
Keep a register of laws and customers' demands:
- which ones apply, and to which process,
- who follows changes, and from which source,
- what follows from each change, and by when it is done,
- when it was last checked that you comply.

A register bought from a consultant and never opened is worse than a short list of your own that
is looked at each quarter.
""",
    ),
    (
        "Know your risks, set your goals",
        6,
        """
Once a year, and whenever something changes, ask for each topic of the code: what can go wrong
here, how likely is it, how bad would it be for people and nature, and what do we do about it?
Rank the answers. Recruitment through agents, overtime in the busy season, chemical stores and the
dormitory are on top of the list almost everywhere.

From the most important risks come goals. A goal has a figure, a date and an owner, for example:
no week above sixty hours from March on; owner: head of planning. Look at it every month and show
it on the wall.

# Training
People can only do what they know. Make a table: rows for groups (managers, supervisors, workers,
guards, recruiters, agency workers), columns for topics of the code. Mark who needs what and how
often.

1. Train in working time and in the language of the listeners.
2. Use cases from your own plant.
3. Test understanding with a few questions, and again after three months on the line.
4. Keep names, dates, contents and results.
""",
    ),
    (
        "Listen to people, pass it on",
        6,
        """
Communication goes three ways. To workers: policies, rights, results, in words they use. To
customers and suppliers: clear demands and honest figures. From workers: what they see, what
hurts, what they propose.

Have a grievance process that people believe in. It is easy to reach, works without a name, has
deadlines, and answers. Count complaints by topic, place and time to answer. No complaints at all
is seldom good news; ask why. Ask people regularly by a survey or in small groups, and show what
was changed because of it.

# Your own suppliers
The code asks you to pass it on. Begin with those who matter most: labour agents, dormitory and
canteen operators, waste companies, guards, and makers of parts with high risk.
- Put the code into the contract.
- Let them answer a questionnaire; visit those with high risk.
- Write down findings, agree on dates, follow them up.
- Help before you end the contract, but be ready to end it.
""",
    ),
    (
        "Audit, correct, prove",
        7,
        """
Audit yourself at least once a year against the whole code and the law: documents, a walk through
the site, talks with workers. Take auditors who do not audit their own work. A self-assessment in
which everything is green teaches nothing.

For every finding, your own or from others, the way is the same:
1. Contain: protect people today.
2. Ask for the cause until you reach a rule, a plan, a resource or a decision that can be changed.
3. Choose actions for the cause, with owner and date, and ask where else the same cause is at
work.
4. Carry them out and keep the evidence: pictures with dates, records of several weeks, training
lists.
5. Check after some time whether it holds. Only then close.

"We have trained the person responsible" is not a cause analysis. Who planned, who measured, who
could have noticed?

# Documents and records
Keep what shows that you comply: complete, protected, private where people are concerned, for as
long as law and customers ask. If a fact is not recorded, an auditor cannot count it. If it is
recorded falsely, the auditor will not believe the rest.
""",
    ),
)

QUESTIONS = (
    {
        "text": "Who has to stand behind the commitment to the code?",
        "right": ("The top management",),
        "wrong": (
            "Only the department for the environment",
            "The consultant who wrote it",
        ),
        "why": "Without the top nobody else has the time, the money and the say.",
    },
    {
        "text": "When is a risk assessment due?",
        "right": ("At least once a year, and when something important changes",),
        "wrong": (
            "Only before an audit",
            "Once, when the plant is founded",
        ),
        "why": "New products, agents, buildings or laws bring new risks.",
    },
    {
        "text": "Which of these is a usable goal?",
        "right": ("No week above 60 hours from March on; owner: head of planning",),
        "wrong": (
            "We will improve working hours",
            "Everybody does their best",
        ),
        "why": "It has a figure, a date and an owner; the others cannot be checked.",
    },
    {
        "text": "A plant of 800 people has had no complaint for a year. What should be asked?",
        "right": ("Whether people know and trust the ways to complain",),
        "wrong": (
            "Nothing; it is proof of satisfaction",
            "Whether the complaint box can be removed",
        ),
        "why": (
            "Silence can mean contentment, but more often it means fear or a way that nobody knows."
        ),
    },
    {
        "text": "Which of the following is a real cause of a blocked emergency exit?",
        "right": ("Planning gives the store no space for the busy season",),
        "wrong": (
            "A worker was careless",
            "The auditor came on a bad day",
        ),
        "why": "A real cause can be changed. Blame alone leaves things as they were.",
    },
    {
        "text": "When may a finding be closed?",
        "right": (
            "When the action is carried out and evidence over some time shows that it works",
        ),
        "wrong": (
            "When the action is planned",
            "When the person responsible has been trained",
        ),
        "why": "A plan is a promise. Closing needs proof that the cause is gone.",
    },
    {
        "text": "To which of your own suppliers do you pass the code on first?",
        "right": (
            "To labour agents and dormitory operators",
            "To waste companies and makers of parts with high risk",
        ),
        "wrong": ("To nobody, because the code applies only to us",),
        "why": "Start where people or nature are most at risk, then go on.",
    },
)
