"""ISO 45001, safety at work: the English text."""

TITLE = "ISO 45001: nobody gets hurt here"
SUMMARY = "Hazards, the order of protective measures, workers' voice and learning from incidents."

LESSONS = (
    (
        "Look for hazards together with the workers",
        6,
        """
A hazard is something that can hurt: a moving belt, a solvent, a ladder, heat, noise, pressure of
time. Risk is how likely it is and how bad it would be. A safety system begins with finding
hazards before they find somebody.

Those who do the work know it best. Go through each workplace with the people of that shift and
ask:
- What do you do when the machine jams?
- What happened here that nearly went wrong?
- What changes at night, in summer, or when two people are missing?

Look at cleaning, maintenance and repair as well, at contractors and visitors, and at work that is
done rarely. Many serious accidents happen in work that no instruction describes.

# Write it down so that it helps
One line for each hazard: who could be hurt and how, what protects them today, what is left, what
will be done, by whom and until when. Assess anew after each change, and after each incident. Take
special care of young workers, pregnant women and newcomers.
""",
    ),
    (
        "Choose measures in the right order",
        6,
        """
Not all measures protect equally well. Take the first one in this order that can be done, and
combine them where needed:
1. Remove the hazard: lift with a machine, do the work on the ground instead of on a roof.
2. Replace it with something less dangerous: a water-based cleaner instead of a solvent.
3. Keep people away by technical means: guards, interlocks, extraction at the source, railings.
4. Organise: instructions, training, signs, fewer hours in heat, permits for dangerous work.
5. Personal protection: gloves, glasses, ear plugs, respirators.

Protective equipment comes last because it fails silently: a mask that does not fit protects
nobody, and a tired person forgets it. It costs the worker nothing; the employer pays, replaces
and explains it.

# Work that needs a permit
Hot work, confined spaces, work at height and on live parts start only when a trained person has
checked the place and signed. Before repair, energy is cut off, locked and tried: each worker has
their own lock and keeps the key.
""",
    ),
    (
        "Workers take part",
        6,
        """
A system made in an office protects the office. Workers must be able to take part in decisions
about their safety: when hazards are assessed, when equipment is chosen, when an incident is
looked into, when goals are set.

Make that possible in practice:
- Hold a safety committee in which workers choose their own representatives, in paid time and in a
language everybody understands.
- Give every worker a way to report hazards, without a name if they wish, and answer each report
within a fixed number of days.
- Let everybody stop work that is about to hurt someone. Nobody is punished for stopping,
reporting or being hurt.

Beware of rewards for months without accidents. They often teach people to hide injuries. Reward
reports, ideas and repairs instead.

# Training that reaches people
Show the work at the machine, let them do it, watch them. Newcomers, agency workers and those who
change jobs are trained before they start. Keep a record of who learnt what, and when it has to be
refreshed.
""",
    ),
    (
        "Incidents teach, if you ask",
        7,
        """
For every serious injury there are many near misses. A near miss is a lesson that cost nothing, so
make reporting easy and thank people for it.

When something has happened:
1. Help the hurt person and make the place safe.
2. Keep the place as it is, take pictures, speak with those who saw it, separately and kindly.
3. Ask what let it happen: equipment, planning, training, time pressure, supervision. A single
cause is rare.
4. Choose measures as high in the order of protection as possible. "Instruct the worker again"
alone is hardly ever enough.
5. Look whether the same could happen on other machines and sites.
6. Check after some weeks whether the measures are in place and work.

# Watch figures that come early
Injury rates tell about yesterday. Count also hazards reported and mended, inspections done,
drills held, and how old open measures are. Report serious cases to the authority in time, and
keep the register complete, first-aid cases and agency workers included.
""",
    ),
)

QUESTIONS = (
    {
        "text": "Which measure protects best?",
        "right": ("Removing the hazard altogether",),
        "wrong": (
            "A warning sign",
            "Gloves and glasses",
            "A yearly training",
        ),
        "why": (
            "What is not there cannot hurt. Signs, training and gloves depend on people never "
            "failing."
        ),
    },
    {
        "text": "Why does personal protective equipment come last?",
        "right": ("It leaves the hazard in place and fails when it does not fit or is not worn",),
        "wrong": (
            "It is always the most expensive measure",
            "The law forbids it",
        ),
        "why": "It is often needed in addition, but it is the last line.",
    },
    {
        "text": (
            "A worker stops a machine because a guard is missing. How should the company react?"
        ),
        "right": ("Thank the worker and have the guard put back before work goes on",),
        "wrong": (
            "Deduct the lost time from the wage",
            "Let another worker run the machine",
        ),
        "why": "Everybody must be able to stop dangerous work without fear.",
    },
    {
        "text": "Why can a bonus for months without accidents do harm?",
        "right": ("People may hide injuries in order not to lose it",),
        "wrong": (
            "It is too small to matter",
            "It makes drills longer",
        ),
        "why": "A hidden injury is neither treated nor learnt from.",
    },
    {
        "text": "What belongs to a safe repair of a machine?",
        "right": (
            "Energy is cut off and locked, and it is tried whether it really is off",
            "Each worker who takes part has their own lock and keeps the key",
        ),
        "wrong": ("A colleague stands at the switch and watches",),
        "why": (
            "Watching is not enough. Only a lock with the key in your own pocket keeps the "
            "machine still."
        ),
    },
    {
        "text": "What is a near miss good for?",
        "right": ("It shows a hazard before somebody is hurt",),
        "wrong": (
            "It proves that the measures are sufficient",
            "It need not be recorded",
        ),
        "why": "Luck is no measure. The next time may end otherwise.",
    },
    {
        "text": "Who is trained before starting a job?",
        "right": ("Newcomers, agency workers and those who change to another job",),
        "wrong": (
            "Only permanent employees",
            "Only those who have had an accident",
        ),
        "why": (
            "The first days at a new workplace are the most dangerous ones, whatever the contract "
            "says."
        ),
    },
)
