"""Where the points and bars of the room's charts stand; the templates draw them as SVG."""

from dataclasses import dataclass

WIDTH, HEIGHT = 560, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 546, 12, 164


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    quarter: str
    card: object


def y_of(score):
    """The height of a score of 0–100."""
    return round(BOTTOM - float(score) * (BOTTOM - TOP) / 100, 1)


def trend_chart(trend, bands):
    """Points, runs of neighbouring points (a gap is a gap), quarters and band lines.

    `trend`: [(quarter, card or None)], oldest first; `bands`: rules.policy.Band, best first.
    """
    space = (RIGHT - LEFT) / max(len(trend), 1)
    ticks = [(round(LEFT + space * (n + 0.5), 1), quarter) for n, (quarter, _c) in enumerate(trend)]
    points, runs, run = [], [], []
    for (x, quarter), (_quarter, card) in zip(ticks, trend, strict=True):
        if card is None or card.score is None:
            runs, run = [*runs, run], []
            continue
        point = Point(x, y_of(card.score), quarter, card)
        points.append(point)
        run.append(f"{point.x},{point.y}")
    runs.append(run)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "bottom": BOTTOM,
        "ticks": ticks,
        "points": points,
        "runs": [" ".join(run) for run in runs if len(run) > 1],
        "bands": [(y_of(band.lower), band.grade, band.lower) for band in bands if band.lower],
    }
