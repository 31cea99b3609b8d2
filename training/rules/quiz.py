"""The quiz: what is asked, and what an answer is worth. Plain data, no database, no clock.

A bank is [{"id", "text", "explanation", "choices": [{"id", "text", "right"}, …]}, …].
"""


def drawn(bank, count, chance):
    """`count` questions of the bank (0, or more than there are: all) in random order, their choices
    shuffled, not answered yet. `chance` is a random.Random."""
    number = min(count, len(bank)) if count else len(bank)
    return [
        {**question, "choices": chance.sample(question["choices"], len(question["choices"]))}
        | {"answer": None}
        for question in chance.sample(bank, number)
    ]


def answered(asked, answers):
    """The questions with their answers, {question id: ids of choices}. Raises ValueError when a question
    was not asked or not answered, or a choice was not among its choices."""
    if set(answers) != {question["id"] for question in asked}:
        raise ValueError("Other questions than those asked.")
    for question in asked:
        choices = {choice["id"] for choice in question["choices"]}
        if not answers[question["id"]] or not set(answers[question["id"]]) <= choices:
            raise ValueError("No answer, or a choice that was not offered.")
    return [question | {"answer": sorted(set(answers[question["id"]]))} for question in asked]


def right_ids(question):
    return sorted(choice["id"] for choice in question["choices"] if choice["right"])


def is_right(question):
    """All right choices and no wrong one: a part of the answer is worth nothing."""
    return sorted(question["answer"] or []) == right_ids(question)


def score(asked):
    """Questions answered right, in percent of those asked, 0–100, halves rounded up. Nothing asked: 0."""
    if not asked:
        return 0
    right = sum(is_right(question) for question in asked)
    return (200 * right + len(asked)) // (2 * len(asked))


def attempts_left(allowed, finished):
    """How many more there are; None for as many as they like (`allowed` 0)."""
    return max(0, allowed - finished) if allowed else None
