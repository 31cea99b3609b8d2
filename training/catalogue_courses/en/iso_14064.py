"""ISO 14064-1, greenhouse gas inventory: the English text."""

TITLE = "ISO 14064-1: a greenhouse gas inventory that stands up"
SUMMARY = (
    "Boundaries, categories, data and factors, uncertainty and verification of an organisation's "
    "emissions."
)

LESSONS = (
    (
        "What belongs to your inventory",
        6,
        """
An inventory of greenhouse gases is a set of accounts. Like money accounts it must be complete,
consistent from year to year, accurate, transparent, and useful to those who read it.

First decide whose emissions you count. Under the control approach you count all emissions of the
sites that you run, either financially or in daily operation. Under the share approach you count
your part of each site, in line with what you own. Choose one, write down why, and keep it.

Then list every source. The gases are carbon dioxide, methane, nitrous oxide, nitrogen
trifluoride, sulphur hexafluoride, and the two families HFC and PFC. Do not forget what has no
chimney:
- refrigerant that leaks from chillers,
- gas in fire extinguishers and switchgear,
- methane from septic tanks,
- process gases of etching and cleaning,
- fuel of company cars and fork lifts.

# Boundaries in one sentence
A reader should be able to see from one page which companies, sites and sources are in, which are
out, and for what reason. Leaving something out silently is the worst of all errors.
""",
    ),
    (
        "Six categories",
        7,
        """
The standard sorts emissions into six categories:
1. Direct emissions and removals: what you burn and what escapes from your own equipment.
2. Indirect emissions from imported energy: bought electricity, steam, heat and cooling.
3. Indirect emissions from transport: goods in and out, business trips, the way to work.
4. Indirect emissions from products you use: bought materials, services, equipment, treatment of
your waste.
5. Indirect emissions from the use of your own products: use, end of life, leased-out equipment,
investments.
6. Indirect emissions from other sources.

Many customers speak of scopes 1, 2 and 3 instead. Category 1 matches scope 1, category 2 is
mostly scope 2, and categories 3 to 6 together cover most of scope 3. Keep a small table that
translates between the two.

# Which indirect emissions count
Nobody can measure everything. Set criteria for what is significant, for example amount,
influence, demands of customers, and quality of data. Apply them to every kind of indirect
emission and keep the result, including the reasons for leaving something out.

Carbon dioxide from burning wood or other biomass is stated apart; methane and nitrous oxide from
the same fire belong to the ordinary sum.
""",
    ),
    (
        "Data, factors and the calculation",
        7,
        """
Most lines of the inventory are a simple product: activity × emission factor × warming potential.
10,000 litres of diesel at 2.7 kg carbon dioxide a litre are 27 tonnes. The arithmetic is easy;
the evidence is the work.

For every source note:
- where the amount comes from (meter, invoice, refill record), and who reads it,
- the unit, and any conversion,
- the emission factor, its publisher, year and region,
- the warming potentials used and the report they are taken from; the same for all sources.

For electricity, state the figure for the average mix of the grid. If you also state one for
contracts or certificates, name it clearly and keep the proof that nobody else uses the same
certificate.

# Uncertainty
Write down how sure you are: a calibrated meter is better than an invoice, an invoice better than
an estimate from spending. Put effort where a source is large and uncertain at once. Missing
months are estimated by a method that you describe, never by a silent zero.
""",
    ),
    (
        "Base year, report and verification",
        6,
        """
To show progress you need a year to compare with. Choose a base year for which good data exist and
which was not unusual. Decide in advance when you calculate it anew: after buying or selling a
site, after a change of method, or when an error is found that moves the total by more than a
limit you have set, for example five percent.

Keep reductions and offsets apart. Credits that you bought do not make your emissions smaller;
they are stated beside the inventory, never subtracted inside it.

# The report and the check
The report says who made it and for whom, the period, the boundaries, each category with its
gases, the base year, methods and factors, changes since last year, uncertainty, and what was left
out and why.

Before a verifier comes, test yourself:
1. Choose three large sources and follow each figure back to the invoice or meter.
2. Let a colleague repeat the calculation from the file alone.
3. Compare with last year and with production; explain every leap.
4. Check units: kilograms and tonnes, kilowatt-hours and megajoules.
""",
    ),
)

QUESTIONS = (
    {
        "text": "Which of these are direct emissions of a factory?",
        "right": (
            "Diesel burnt in its own emergency generator",
            "Refrigerant that leaks from its own chiller",
        ),
        "wrong": (
            "Bought electricity",
            "The production of bought steel",
        ),
        "why": (
            "Direct emissions come from equipment that you control. Bought energy and bought "
            "goods are indirect."
        ),
    },
    {
        "text": "To which category does bought electricity belong?",
        "right": ("Category 2, imported energy",),
        "wrong": (
            "Category 1, direct emissions",
            "Category 4, products used",
            "It is not counted",
        ),
        "why": "The emission happens in the power station, but because you use the energy.",
    },
    {
        "text": "How is carbon dioxide from burning wood reported?",
        "right": ("Apart from the other emissions",),
        "wrong": (
            "Not at all, because wood grows again",
            "Inside category 2",
        ),
        "why": (
            "It is stated separately, so that a reader sees it. Methane and nitrous oxide from "
            "the fire stay in the ordinary sum."
        ),
    },
    {
        "text": "A month of the gas meter is missing. What is right?",
        "right": ("Estimate it by a method that is described, and mark it as estimated",),
        "wrong": (
            "Enter zero",
            "Leave out the whole source",
        ),
        "why": "A silent zero makes the total too small and cannot be seen by anybody.",
    },
    {
        "text": "A company sells one of its two plants. What happens to the base year?",
        "right": ("It is checked and, above the limit set beforehand, calculated anew",),
        "wrong": (
            "It always stays as it was",
            "It is moved to the current year, so that no comparison is needed",
        ),
        "why": "Otherwise the sale would look like a reduction.",
    },
    {
        "text": "The company buys carbon credits for 500 tonnes. How is that shown?",
        "right": ("Beside the inventory, without making the emissions smaller",),
        "wrong": (
            "Subtracted from category 1",
            "Subtracted from the largest source",
        ),
        "why": ("The inventory shows what was emitted. Credits are another piece of information."),
    },
    {
        "text": (
            "20,000 kWh of electricity at 0.5 kg carbon dioxide equivalent for each kWh: how much "
            "is that?"
        ),
        "right": ("10 tonnes",),
        "wrong": (
            "10 kilograms",
            "40 tonnes",
            "100 tonnes",
        ),
        "why": "20,000 × 0.5 = 10,000 kg = 10 tonnes.",
    },
)
