"""ISO 9001, quality: the English text."""

TITLE = "ISO 9001: quality a customer can rely on"
SUMMARY = "How a supplier runs a quality system that lives on the shop floor and not in a folder."

LESSONS = (
    (
        "Begin with the customer and the process",
        6,
        """
A quality system answers one question: how do we make sure that the customer gets what was agreed,
every time? ISO 9001 does not tell you which product to make or which form to use. It asks you to
know your own work.

Draw the way of one order through the company, from the enquiry to the delivery. For each step
write down:
- what comes in and what goes out,
- who owns the step,
- what can go wrong, and how you would notice,
- the figure that shows it works, for example complaints per million parts or deliveries on time.

Then look at the hand-overs. Most faults are born where one department passes work to the next: a
drawing that was not updated, a promise that sales made and planning never heard of.

# What an auditor looks for
The auditor asks an operator, not the manager: what do you make, what must it be like, and where
is that written? If the answer, the drawing and the part agree, your system works.
""",
    ),
    (
        "Risks, changes and the right version",
        6,
        """
Quality planning means thinking about trouble before it comes. For every process keep a short list
of risks: what could happen, how bad it would be, what you do about it. Five lines that people use
are worth more than fifty that nobody reads.

Changes deserve special care. A new material, a new machine, another shift or a moved line can
change the product without anybody intending it. Agree beforehand who must be asked, what is tried
out, and whether the customer has to approve.

# Documents and records
A document says how work is to be done; a record shows what was done. For documents:
1. Give each a number, a version and an owner.
2. Keep only the valid version where the work is done.
3. Take old copies away on the same day.

For records, decide how long they are kept and who can find them. A good test: pick one delivery
of last year and find its inspection results within ten minutes. If that fails, the next customer
complaint will be hard to answer.
""",
    ),
    (
        "Making, buying and measuring",
        6,
        """
Control of production starts with simple things: the right instruction at the workplace, a person
who was trained for it, a machine that is maintained, and a gauge that measures truly.

Keep a list of all measuring equipment with the date of the next calibration, and mark each piece.
When a gauge turns out to be wrong, fixing it is half of the job. The other half is to ask which
parts were measured with it since the last good check, and what to do about them.

Bought parts and outside work are your responsibility too. Choose suppliers by criteria, tell them
clearly what you need, watch their results, and act when they slip.

# When a part is not right
- Mark it and set it apart, so that nobody uses it by mistake.
- Decide who may release, rework or scrap it. The person who made it does not decide alone.
- Inspect again after rework.
- Tell the customer when a faulty part may already have been delivered.
""",
    ),
    (
        "Faults that do not come back",
        7,
        """
Sorting out bad parts is a correction. A corrective action removes the cause, so that the fault
does not return. Auditors find the two mixed up more often than anything else.

Work in this order:
1. Describe the fault with facts: what, where, since when, how many.
2. Protect the customer at once: stop, sort, replace.
3. Ask why until you reach something you can change. "The operator was careless" is never the end
of the questions; ask why the process let the mistake through.
4. Change the process, and update the instruction, the risk list and the training.
5. After some weeks check with figures whether it worked.

# Internal audit and management review
Once a year at least, people who do not audit their own work look at every process. They bring
facts, not blame. In the review the management looks at customers' voices, figures, audits and
open actions, and decides about people, money and goals. Minutes without decisions are the surest
sign of a system on paper.
""",
    ),
)

QUESTIONS = (
    {
        "text": "What is a corrective action?",
        "right": ("A step that removes the cause, so that the fault does not return",),
        "wrong": (
            "Sorting the bad parts out of a delivery",
            "A letter of apology to the customer",
            "A second inspection of every part",
        ),
        "why": (
            "Sorting and inspecting protect the customer today. Only removing the cause keeps the "
            "fault from coming back."
        ),
    },
    {
        "text": "A calibration shows that a gauge has measured wrongly. What has to be done?",
        "right": (
            "Repair or replace the gauge",
            "Find out which parts were measured with it and judge whether they are still good",
        ),
        "wrong": (
            "Only write the new date on its label",
            "Nothing, as long as no customer has complained",
        ),
        "why": (
            "Earlier results may be wrong as well, so the parts measured since the last good "
            "check have to be judged."
        ),
    },
    {
        "text": "Where do faults most often begin, so that looking there first pays off?",
        "right": ("Where work is handed from one department to the next",),
        "wrong": (
            "In the canteen and on the way to work",
            "Only at the customer's site",
        ),
        "why": "At a hand-over information is lost: versions, promises, special requests.",
    },
    {
        "text": "What is the difference between a document and a record?",
        "right": ("A document says how work is to be done, a record shows what was done",),
        "wrong": (
            "A document is on paper, a record is in a computer",
            "There is none; the two words mean the same",
        ),
        "why": (
            "Both can have any form. The difference is whether they guide the work or prove it."
        ),
    },
    {
        "text": "Who should not carry out the internal audit of a process?",
        "right": ("The person who is responsible for that process",),
        "wrong": (
            "A trained colleague from another department",
            "An auditor from outside",
        ),
        "why": "Nobody judges their own work without favour.",
    },
    {
        "text": "A reworked part goes back into the line. What is needed first?",
        "right": ("It is inspected again against its requirements",),
        "wrong": (
            "The signature of the operator who reworked it is enough",
            "A discount for the customer",
        ),
        "why": "Rework is new work. It has to show again that it meets the requirements.",
    },
    {
        "text": "Which sign shows best that a management review is real?",
        "right": ("It ends with decisions about people, money or goals",),
        "wrong": (
            "Its minutes are long",
            "It is held on the same day every year",
        ),
        "why": "A review is there to steer. Without decisions it changed nothing.",
    },
)
