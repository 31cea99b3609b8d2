"""RBA code, section C (environment): the English text."""

TITLE = "RBA code C: the environment, from permit to product"
SUMMARY = (
    "Permits, prevention, chemicals, waste, air, water, restricted substances, energy and "
    "greenhouse gases."
)

LESSONS = (
    (
        "Permits, reports and prevention",
        6,
        """
Every permit and registration the site needs is there, valid, and fits what the site really does.
A list with numbers, dates and names of responsible people keeps it so. Begin a renewal early: six
months before the end is a good rule. Reports to the authority are sent in time, and the proof of
sending is kept.

Then comes the better part: making less pollution in the first place. It is cheaper not to make
waste than to get rid of it. Go through your processes in this order:
1. Avoid: another process, another material, no coating where none is needed.
2. Use less: better dosing, counter-flow rinsing, smaller cuts.
3. Use again: return water, take back packaging, recycle solvents.
4. Treat what is left, properly.

# What auditors compare
They hold the permit against the machines they see, the capacity against the production report,
and the reports against the original measurements. A new line without a changed permit is found
quickly, because the nameplate of the machine tells its year.
""",
    ),
    (
        "Chemicals and restricted substances",
        6,
        """
Whatever may harm people or nature is identified, labelled, stored, moved, used, reused and
disposed of safely. Know three things about each chemical: where it is, how much of it, and what
to do when it gets out.

In the store:
- closed, labelled containers on trays that can hold a leak,
- acids away from alkalis, oxidisers away from fuels,
- absorbents, an eye shower and the data sheet close by,
- inventory in agreement with the list, spent chemicals included.

# What is inside the product
Customers and laws forbid or limit certain substances in products: heavy metals, some flame
retardants, some plasticisers and others. The rules change, so one person follows them and tells
purchasing and engineering.

Check at three places: specifications to your own suppliers, declarations and laboratory reports
for each material (not older than agreed), and tests of your own on incoming goods, for example by
X-ray fluorescence. When a material or a maker changes, start again. Keep forbidden and permitted
materials apart, tools included: a shared solder bath spoils a whole batch.
""",
    ),
    (
        "Waste, air and water",
        6,
        """
Waste is sorted, measured and given only to companies licensed for exactly that kind. Follow it
now and then to where it ends: visit the company, compare weights sent and received. What your
contractor dumps in the river has your name on it.

Air from processes is known by its substances, treated, and measured as the permit says. Filters
and scrubbers are maintained, with a record of pressure, flow or dosing that shows every day
whether they work. Chimneys have sampling points that can be reached safely.

# Water
Know where your water comes from, how much you use and where it goes. Draw one picture: sources,
uses, losses, drains, outlets. Rain water and waste water flow apart, and a valve can close the
rain drain when something spills. Waste water is treated, measured before it leaves, and never
diluted to meet a limit.

Ask how scarce water is in your region as well. In a dry place a litre saved is worth more than
elsewhere, and the neighbours drink from the same source.
""",
    ),
    (
        "Energy and greenhouse gases",
        6,
        """
Count energy and greenhouse gases every year, for the site and for the whole company: direct
emissions (scope 1), bought energy (scope 2), and the important parts of the chain before and
after you (scope 3). Write down boundaries, factors and sources, so that another person gets the
same result.

Set a reduction goal in absolute tonnes with a base year, publish it, and report every year how
far you have come. Intensity, that is tonnes per piece, is a helpful second figure, but the
atmosphere knows only tonnes.

# Where savings are usually found
- Compressed air: search for leaks on a quiet Sunday; a fifth to a third of the air is often lost.
- Motors, pumps and fans: speed control instead of throttling.
- Chillers: warmer cold water, clean heat exchangers, tight refrigerant.
- Heat: insulation, recovery from compressors and furnaces.
- Standby: what runs at night though nobody works?
- Renewable electricity: own roof, contracts, certificates with proof.

Begin with meters. Who sees the use of each hall hour by hour finds the first ten percent without
spending much.
""",
    ),
)

QUESTIONS = (
    {
        "text": "When should the renewal of a permit begin?",
        "right": ("Early enough that the new one is there before the old one ends",),
        "wrong": (
            "On the day it ends",
            "When the authority asks",
        ),
        "why": (
            "Authorities need time. Six months before the end is a good rule unless the law says "
            "more."
        ),
    },
    {
        "text": "What comes first in preventing pollution?",
        "right": ("Not making it: another process or material",),
        "wrong": (
            "A larger waste-water plant",
            "A higher chimney",
        ),
        "why": "Treatment costs money every day. What is not made needs no treatment.",
    },
    {
        "text": "How do you know that your waste ends where it should?",
        "right": (
            "The company is licensed for that kind of waste",
            "You compare the weights sent and received, and visit now and then",
        ),
        "wrong": ("The driver says so",),
        "why": (
            "A licence is the beginning. Your responsibility goes as far as the place where the "
            "waste stays."
        ),
    },
    {
        "text": "Waste water is a little above the limit. May it be diluted with clean water?",
        "right": ("No",),
        "wrong": (
            "Yes, if the water is free of charge",
            "Yes, during the audit",
        ),
        "why": (
            "Dilution leaves the amount of pollution as it was. The treatment has to be improved."
        ),
    },
    {
        "text": "A supplier of plastic changes its flame retardant. What do you need?",
        "right": ("A new declaration and, depending on the risk, a new test",),
        "wrong": (
            "Nothing, because the old report is still in the file",
            "Only a new price",
        ),
        "why": (
            "A report holds for the material that was tested. A new recipe needs new evidence."
        ),
    },
    {
        "text": "Which goal does the code look for with greenhouse gases?",
        "right": ("A reduction in absolute tonnes against a base year, reported publicly",),
        "wrong": (
            "Only tonnes per piece",
            "A promise without a date",
        ),
        "why": "Intensity is helpful, but total emissions decide.",
    },
    {
        "text": "A spill runs towards the rain drain. What should the site be able to do?",
        "right": ("Close the drain by a valve or cover at once",),
        "wrong": (
            "Wash it away with plenty of water",
            "Wait for the rain to stop",
        ),
        "why": (
            "Rain drains usually lead straight to a river. Covers and valves have to be at hand, "
            "and people have to know them."
        ),
    },
)
