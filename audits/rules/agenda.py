"""What an agenda looks like when it is written: lines that overlap are told, not refused."""


def overlaps(lines):
    """The pairs of lines whose times overlap on the same day, in order of day and time.

    `lines`: things with `day`, `starts` and `ends`. One that ends when the next starts does not overlap.
    """
    ordered = sorted(lines, key=lambda line: (line.day, line.starts, line.ends))
    return [
        (first, second)
        for place, first in enumerate(ordered)
        for second in ordered[place + 1 :]
        if first.day == second.day and second.starts < first.ends
    ]
