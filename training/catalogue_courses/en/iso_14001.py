"""ISO 14001, environment: the English text."""

TITLE = "ISO 14001: managing what the site does to its surroundings"
SUMMARY = "Aspects, permits, goals and readiness: an environmental system in small steps."

LESSONS = (
    (
        "Find your environmental aspects",
        6,
        """
An environmental aspect is anything the site does that touches its surroundings: smoke from a
boiler, water from plating, noise at the fence, scrap, electricity, a leaking drum. The impact is
what follows from it: dirty air, a polluted stream, a neighbour without sleep.

Walk the site from the gate where materials come in to the gate where products go out. At every
place ask about:
- air, water, soil, waste, noise and smell,
- energy, water and materials used,
- normal running, start and stop, maintenance, and accidents.

Do not forget what you can influence outside: packaging, transport, contractors who work on the
roof, how the product is used and thrown away.

# Which aspects matter most
Choose a simple rule and write it down, for example: how much, how harmful, how likely, and
whether a law or a customer asks about it. The aspects above the line are significant. They get a
goal, a control or both. Repeat the walk whenever a process, a chemical or a building changes.
""",
    ),
    (
        "Permits and other obligations",
        6,
        """
A permit that has ended is among the findings that cost most and are easiest to avoid. Keep one
list with a line for every obligation: laws, permits, licences, customers' demands and promises
you made in public.

In each line stand:
- what exactly is demanded, with the limit value and its unit,
- which equipment or process it applies to,
- who is responsible by name,
- when it ends, and when the renewal has to begin,
- the last date on which you checked that you keep it, and the proof.

Checking means comparing with evidence. "We comply" is an opinion; a laboratory report below the
limit is evidence. Compare the real production with the volume in the permit too. Sites grow, and
permits do not grow by themselves.

When a limit was exceeded, act the same day: stop the cause, report to the authority if the law
says so, and keep the record. An honest record of a breach with a quick answer is far better than
an empty folder.
""",
    ),
    (
        "Goals and daily control",
        6,
        """
A goal without a figure is a wish. Choose two or three significant aspects and give each a base
year, a target, a date, a person and the means. For example: water per piece from 4.0 to 3.4
litres by the end of next year, by returning rinse water of line 2; owner: the head of plating.

Measure per piece or per tonne as well as in total. If production grows by a third and water by a
tenth, you have improved, but the stream behind the plant sees only the total.

# Control where the work is done
- Chemicals stand in labelled, closed containers, on trays that can hold the largest one if it
leaks.
- Waste is kept apart by kind, and each kind goes to a company licensed for it. Keep the transfer
papers and check now and then where it really goes.
- Drains are marked: rain water or waste water. Nobody washes tools over a rain drain.
- Contractors hear the same rules before they begin.
""",
    ),
    (
        "Be ready, check and improve",
        7,
        """
Think through what could happen: a burst tank, a fire with contaminated fire water, a failing
treatment plant, a flood. For each case there is a short plan that says who does what in the first
ten minutes, and the material for it is at hand: absorbents, drain covers, telephone numbers.

Practise it. Take the time, note what was missing, and mend it within a month. A plan that was
never tried is only hope.

# Measure and learn
Monitoring needs good equipment: calibrated meters and a laboratory that is accredited where the
law asks for it. Look at the results as a line over time; a value that climbs towards its limit is
a warning long before the breach.

Once a year an internal audit looks at the whole system, and the management reviews it:
obligations met, goals reached, complaints of neighbours, incidents, changes to come. It decides
what happens next. People on the line should know at least three things: what their work does to
the environment, what to do in a spill, and whom to tell.
""",
    ),
)

QUESTIONS = (
    {
        "text": "What is an environmental aspect?",
        "right": ("Something the site does that can affect its surroundings",),
        "wrong": (
            "The damage that has been done to a river",
            "A paragraph of the environmental law",
        ),
        "why": (
            "The aspect is the cause, such as waste water. The impact is what follows, such as a "
            "polluted stream."
        ),
    },
    {
        "text": "When do you look at aspects again?",
        "right": ("When a process, a chemical or a building changes",),
        "wrong": (
            "Only when a certificate ends",
            "Only after a fine",
        ),
        "why": (
            "Changes bring new aspects. Waiting for the certificate means working blind in between."
        ),
    },
    {
        "text": "Which proof shows that a limit is kept?",
        "right": ("A measurement below the limit, by a suitable laboratory or calibrated meter",),
        "wrong": (
            "A statement of the manager that all is well",
            "The permit itself",
        ),
        "why": "The permit says what is allowed. Only a measurement shows that you keep it.",
    },
    {
        "text": "Production has doubled since the permit was granted. What do you check?",
        "right": ("Whether the permitted volume still covers the real production",),
        "wrong": (
            "Nothing; a permit holds for every volume",
            "Only whether the permit hangs on the wall",
        ),
        "why": (
            "Permits often name a capacity or an amount. Running above it is a breach even if "
            "every limit value is kept."
        ),
    },
    {
        "text": "Which of these make a good goal?",
        "right": (
            "A figure with a base year and a date",
            "A named person and the means to reach it",
        ),
        "wrong": ("A promise to be as green as possible",),
        "why": "Without figure, date, owner and means nobody can say whether it was reached.",
    },
    {
        "text": "What must a spill tray under chemicals be able to hold?",
        "right": ("At least what the largest container on it could lose",),
        "wrong": (
            "One litre",
            "Nothing; it is only there for cleaning",
        ),
        "why": (
            "The tray is the second wall. It has to hold the leak of the largest container, or "
            "more where the law says so."
        ),
    },
    {
        "text": "A drill shows that the drain covers are missing. What now?",
        "right": ("Note it, get them soon and practise again",),
        "wrong": (
            "Leave it out of the report, since it was only a drill",
            "Stop holding drills",
        ),
        "why": "A drill is there to find what is missing, before an accident does.",
    },
)
