"""RBA code, section B (health and safety): the English text."""

TITLE = "RBA code B: a safe and healthy workplace"
SUMMARY = (
    "Safety at work, emergencies, injuries, chemicals, machines, food and dormitories as an "
    "auditor sees them."
)

LESSONS = (
    (
        "Safe work every day",
        6,
        """
Section B asks for more than helmets. The company finds out what can hurt people, removes it where
possible, and protects people from the rest. Permits for lifts, boilers, pressure vessels,
buildings and fire protection are valid and at hand.

Look at your plant with these eyes:
- Hazards are assessed for every job, in words the workers know. Special care is taken of pregnant
women and nursing mothers.
- Electrical cabinets are closed, cables whole, and someone qualified checks them.
- Work at height, in tanks and with fire starts only with a signed permit.
- Vehicles and people have separate ways, and these are marked.

# Machines
A guard, an interlock or a light curtain stands wherever a hand could reach moving parts. Test
each of them at a fixed interval and write it down. A bridged switch is a serious finding, for the
person who bridged it and even more for the supervisor who saw it.

# Heavy and repeated work
Lifting, standing for hours and the same movement a thousand times injure slowly. Measure, rotate,
adjust the height, use lifting aids, and ask people where it hurts.
""",
    ),
    (
        "Emergencies: out in minutes",
        6,
        """
Fire, chemical spill, earthquake, storm, power failure, a hurt colleague: for each one that can
happen on your site there is a plan, people who lead, equipment that works, and practice.

Check once a month:
1. Exits are enough, unlocked from inside, free, marked and lit, also in the store, canteen and
dormitory.
2. Alarms can be heard and seen everywhere, in noise and by deaf colleagues as well.
3. Extinguishers, hydrants and sprinklers are the right kind, in date and free to reach. Nothing
is piled up to the sprinkler heads.
4. Emergency lights burn when the current is off; try it.
5. Assembly points are outside, safe and big enough, and heads can be counted.

# Drills
Hold a full evacuation at least once a year, and as often as the law asks, on every shift, in the
dormitory also at night. Take the time, count heads, note what went wrong, mend it and look at it
again. Pictures of smiling people are not a drill report: the time, the number, the faults and
what was done about them are.
""",
    ),
    (
        "Health: chemicals, air, noise and injuries",
        6,
        """
What makes people ill is often not seen. Keep a list of all chemicals with their safety data
sheets in the language of those who use them. Containers have labels, small bottles too. Eye
showers stand within a few seconds of corrosive substances, and water comes when you try them.

Measure noise, dust, solvents and heat where people stand, as often as the law asks. When a value
is too high, improve the process first: enclose, extract, replace. Protective equipment is free,
fits, and is changed in time. Workers exposed to such hazards are examined by a doctor before,
during and after the job; they learn their results, and nobody else does without need.

# Injuries and illness
Every injury and work-related illness is written down, treated, looked into and learnt from.
First-aid boxes are complete, and trained people are there on each shift. Workers may leave a
place of immediate danger without asking and without punishment. A register with no entries in a
plant of a thousand people does not show safety. It shows that nobody reports.
""",
    ),
    (
        "Food, rooms and being understood",
        6,
        """
Clean toilets, drinking water, and a clean place to eat belong to the workplace. The canteen has
its permit, the cooks their health certificates, samples of meals are kept as the law says, and
drinking water is tested.

Dormitories, whether yours or an agent's, are safe and decent:
- two ways out of each floor, alarms and extinguishers as in the plant,
- enough space, a bed of one's own, a locker with a key, light and air, warmth in winter,
- hot water, separate rooms for women and men,
- freedom to come and go at reasonable times,
- no chemicals and no production under the same roof.

# Talk about it
Safety information is given before work begins and again regularly, in a language workers
understand, with pictures at the machine. Workers can raise dangers without fear, and they see
what came of it.

Test it: ask the newest person on the night shift where the exit is, what the symbol on the bottle
means and whom to call. That answer is worth more than the file with training signatures.
""",
    ),
)

QUESTIONS = (
    {
        "text": (
            "A guard switch on a press has been bridged so that work goes faster. What is right?"
        ),
        "right": (
            "Stop the press until the switch protects again, and look into why it was bridged",
        ),
        "wrong": (
            "Put up a sign and go on",
            "Allow it for experienced workers",
        ),
        "why": (
            "The guard protects from losing a hand. Whoever bridged it had a reason, and that has "
            "to be solved as well."
        ),
    },
    {
        "text": "What belongs to a useful report of an evacuation drill?",
        "right": (
            "The time and the number of people counted",
            "The faults found and what was done about them",
        ),
        "wrong": ("Only pictures of the assembly point",),
        "why": (
            "A drill is held in order to find faults. The report shows that they were found and "
            "mended."
        ),
    },
    {
        "text": "Which exit is in order?",
        "right": ("One that opens from inside without a key and has nothing in front of it",),
        "wrong": (
            "One that is locked, with the key at the guard",
            "One that is free in the day and used for storing pallets at night",
        ),
        "why": "In smoke nobody looks for a key or moves pallets.",
    },
    {
        "text": "Solvent in the air is above the limit. What comes first?",
        "right": ("Improve the process: replace, enclose or extract",),
        "wrong": (
            "Give out masks for good and leave it at that",
            "Measure less often",
        ),
        "why": "Masks help until the process is better, but they are not the solution.",
    },
    {
        "text": (
            "A plant of a thousand people has had no entry in the injury register for two years. "
            "What does it probably mean?"
        ),
        "right": ("Injuries are not being reported",),
        "wrong": (
            "The plant is perfectly safe",
            "The register is no longer needed",
        ),
        "why": (
            "Small cuts and near misses happen everywhere. An empty register points to fear or to "
            "a missing way to report."
        ),
    },
    {
        "text": "What must a dormitory have?",
        "right": (
            "A second way out of each floor",
            "A locker with a key for each person",
        ),
        "wrong": ("A supervisor who keeps the residents' passports",),
        "why": "Safety and privacy belong to decent rooms. Passports stay with their owners.",
    },
    {
        "text": "In which language are safety data sheets at the workplace?",
        "right": ("In one that the people who use the chemical understand",),
        "wrong": (
            "Only in English, because the maker delivers it so",
            "Only in the language of the management",
        ),
        "why": "Information that cannot be read protects nobody.",
    },
)
