"""What the demo company's auditors find and its suppliers answer. Fictional, in our own words."""

#: (provision, what was found, root cause, corrective action, preventive action)
CASES = (
    ("A1", "Workers from abroad paid a fee to the agent who brought them.",
     "The contract with the agent said nothing about fees.",
     "The fees are paid back with the next three wages.", "Agents sign that workers pay nothing."),
    ("A3", "In two weeks of the peak season more than 60 hours were worked.",
     "Orders came late and the third shift was short of people.",
     "A relief shift is hired for the peak.", "Hours are looked at every Friday, before they are worked."),
    ("A4", "Overtime of new workers was paid one month late.",
     "New workers are entered into the pay system only after their trial time.",
     "What was owed is paid out.", "Workers are entered on their first day."),
    ("B1", "The first-aid room was locked during the night shift.",
     "Only the day supervisor has the key.", "Every shift leader has a key.", "Keys are on the handover list."),
    ("B2", "Two of five emergency exits were blocked by pallets.",
     "Goods are put where there is room, and nobody checks.",
     "The exits are cleared and the floor is painted.", "The shift leader checks the exits daily."),
    ("B4", "The air at the coating line was last measured three years ago.",
     "The contract with the laboratory ran out unnoticed.",
     "A laboratory measures at all lines.", "Measurements are in the maintenance calendar."),
    ("B6", "The guard of a press was tied open.",
     "The guard slows down the change of tools.", "The press has a light curtain.",
     "Tying a guard open is named in the safety rules."),
    ("B7", "Ten people slept in a room for eight.",
     "A dormitory is being repaired.", "Two rooms are rented nearby.", "Rooms are counted before repairs begin."),
    ("C1", "The discharge permit ended four months ago.",
     "The renewal was sent to the wrong office.", "The permit is renewed.", "A calendar warns 90 days before."),
    ("C3", "Drums without labels stood in the chemicals store.",
     "Labels come off when it rains.", "All drums have printed labels.", "Labels are checked at the gate."),
    ("C4", "Oily rags were in the ordinary waste.",
     "There is no bin for them in the new hall.", "Bins stand in every hall.", "The waste round checks the bins."),
    ("D2", "The rule about gifts has not been signed by the buyers.",
     "The rule is from before they were hired.", "Everybody who buys or sells has signed.",
     "It is signed with the contract of work."),
    ("E4", "The risk assessment leaves out the new warehouse.",
     "It is reviewed only every third year.", "The warehouse is assessed.", "Every new building triggers a review."),
    ("E8", "Complaints from the letter box are not answered.",
     "Nobody was named to answer them.", "The personnel office answers within ten days.",
     "Answers are put up on the notice board."),
    ("E12", "Subcontractors have not been asked to follow the code.",
     "Purchasing was not told that it must.", "The ten largest have signed.", "It is part of every new contract."),
)  # fmt: skip

RETURNS_OF_PLAN = (
    "Please say why it happened, not only what you will do.",
    "Who makes sure that it stays so when this person is away?",
    "One measure for all halls will not do: which hall does what?",
)
RETURNS_OF_ACTION = (
    "The photo shows one hall only. Please show the others.",
    "The record is not signed. Please send the signed one.",
)
DONE = (
    "Done as planned; the file shows it.",
    "Done. The record is attached.",
    "Done at all lines; two were finished a week later.",
)
NO_ACTION = "The building was given back to its owner; nobody works there any more."
FIRMS = ("Fairlight Assurance", "Northbank Audit", "Plumb & Level")
SUMMARIES = (
    "The site is well kept and people spoke openly.",
    "Management knows the code; daily practice is behind it.",
    "Records were complete and quickly found.",
)
