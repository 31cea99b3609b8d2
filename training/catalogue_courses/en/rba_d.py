"""RBA code, section D (ethics): the English text."""

TITLE = "RBA code D: ethics in daily business"
SUMMARY = (
    "Gifts and bribes, honest records, ideas and data of others, safe reporting and minerals with "
    "a known origin."
)

LESSONS = (
    (
        "No bribes, no favours",
        6,
        """
Integrity means that decisions are made for reasons that could be told to everybody. A bribe is
anything of value, given or promised, asked for or taken, in order to win an advantage that is not
deserved: money, travel, a job for a nephew, a donation, a discount for private use. It does not
matter whether an official or a business partner gets it, or whether it goes through an agent.
Bribing an auditor is among the gravest of all findings.

Give people a rule they can remember:
- Gifts only of small value, rarely, openly, never in cash, and never while a decision is pending.
- Everything above the limit is declined or handed in, and written in a register.
- Agents and consultants are checked, paid for real work, and by bank.
- Whoever buys and whoever approves are two people.

# When you are asked for money
Say no politely, name the rule of the company, offer a receipt, and tell your superior or the
ethics line the same day. Nobody is worse off for an order that was lost by being honest.
Management has to say so aloud and mean it.
""",
    ),
    (
        "Honest information, fair business",
        6,
        """
Books and records show what really happened: sales, hours, test results, emissions. Falsified
records, wrong dates or invented measurements are a grave finding even when the product is good.
If a record contains an error, correct it so that the old entry can still be read, with name, date
and reason.

What you publish about labour, safety, the environment and your results must be true and as
complete as the rules ask. In advertising, a promise needs proof: "green" without a figure is a
claim waiting for a complaint.

# Competition
Prices, offers, quantities and customers are not discussed with competitors, neither at a trade
fair nor in a chat group. If somebody begins, object, leave and report it. Trade associations are
fine as long as they keep to their agenda.

# Ideas of others
Drawings, samples, software and know-how of customers are protected as if they were your own:
access only for those who need it, marked, locked, and returned or destroyed at the end. Use
licensed software only. Before giving a drawing to a subcontractor, ask whether you may.
""",
    ),
    (
        "Privacy and safe reporting",
        6,
        """
Personal data of workers, customers and visitors is collected only for a clear purpose, kept safe,
shown to those who need it, and deleted when the purpose ends. That concerns medical results,
camera pictures, fingerprints of time clocks, wages and addresses. People know what is kept about
them and can have mistakes corrected. When data has been lost, act and report as the law says,
instead of hoping that nobody noticed.

# A line that people trust
Wrongdoing is nearly always known to somebody. Whether they speak depends on two things: will they
be protected, and will anything happen?

1. Offer several ways: a box, a telephone line, a web form, an elected representative, someone
outside the company. At least one works without a name.
2. Make them known in all languages, to suppliers and agency workers too.
3. Keep the identity of the person secret, and the number of those who know the case small.
4. Look into each report by people who are not involved, answer within fixed days, and count the
results.
5. Forbid retaliation, watch for it afterwards, and punish it: transfers, bad shifts and no
overtime are retaliation as well.
""",
    ),
    (
        "Minerals with a known origin",
        6,
        """
Tantalum, tin, tungsten and gold, and by now cobalt and others, stand in many electronic parts. In
some regions their mining and trade have paid for war or were bound up with grave abuses of
people. The answer is not to leave whole regions but to know the way of the material and to act on
what is found.

Work in the five steps of the international guidance on due diligence:
1. A policy and a responsible person; the demand stands in contracts.
2. Find the risks: which parts contain these minerals, which smelters and refiners stand behind
them, in which countries was it mined?
3. Act on risks: ask, improve together, and change the source if nothing moves.
4. Smelters and refiners are audited by independent programmes; use their lists.
5. Report every year what you did.

# The survey as it should be
Use the common template of the industry and its current version. Name smelters by their
identification number. Check answers: does the list contain real smelters, does every supplier
answer, do answers fit the parts? "None of our parts contain tin" from a maker of circuit boards
deserves a call. Keep the evidence for at least five years.
""",
    ),
)

QUESTIONS = (
    {
        "text": "What is a bribe?",
        "right": ("Anything of value that is meant to win an advantage that is not deserved",),
        "wrong": (
            "Only cash",
            "Only gifts to public officials",
        ),
        "why": (
            "Travel, jobs, donations or discounts can be bribes as well, and business partners "
            "can be bribed like officials."
        ),
    },
    {
        "text": "An auditor asks for an envelope in return for a better report. What do you do?",
        "right": ("Decline and report it at once",),
        "wrong": (
            "Give a small amount so that the audit can go on",
            "Give a voucher instead of cash",
        ),
        "why": "Bribing an auditor is among the gravest findings; reporting it protects you.",
    },
    {
        "text": "A test record contains a wrong value. How is it corrected?",
        "right": ("The old entry stays readable, with name, date and reason of the correction",),
        "wrong": (
            "It is written anew and the old sheet is thrown away",
            "It is covered with correction fluid",
        ),
        "why": "A correction that hides the old value cannot be told from a falsification.",
    },
    {
        "text": (
            "At a trade fair a competitor begins to talk about next year's prices. What is right?"
        ),
        "right": ("Object, leave the talk and report it",),
        "wrong": (
            "Listen but say nothing",
            "Agree on nothing in writing",
        ),
        "why": "Taking part silently can already count as an agreement.",
    },
    {
        "text": "Which of these are retaliation against someone who reported wrongdoing?",
        "right": (
            "Moving the person to a worse shift",
            "Giving the person no overtime any more",
        ),
        "wrong": ("Asking, in confidence, for more facts",),
        "why": "Retaliation is often quiet. It has to be watched for after each report.",
    },
    {
        "text": "Why must at least one way of reporting work without a name?",
        "right": ("People who fear for their job would otherwise stay silent",),
        "wrong": (
            "It means that nobody has to look into the report",
            "Because names take too much space",
        ),
        "why": "Anonymous reports are looked into like any other.",
    },
    {
        "text": (
            "A maker of circuit boards states that none of its parts contain tin. What do you do?"
        ),
        "right": ("Ask, because it can hardly be true",),
        "wrong": (
            "Accept it, since it makes the report shorter",
            "Stop buying from that country",
        ),
        "why": (
            "Solder contains tin nearly always. Due diligence means checking answers for "
            "plausibility."
        ),
    },
)
