"""Where the bars and the line of the Pareto chart stand; the template draws them as SVG."""

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 596, 16, 206
MOST = 15  # provisions drawn; the table behind the chart has them all


def pareto_chart(lines):
    """Bars by count against the left axis, the cumulative percent as a line against the right one.

    `lines` as rules.improvement.pareto gives them; None without findings.
    """
    shown = lines[:MOST]
    if not shown:
        return None
    space = (RIGHT - LEFT) / len(shown)
    most = shown[0]["count"]
    bars = [_bar(line, n, space, most) for n, line in enumerate(shown)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "top": TOP,
        "bottom": BOTTOM,
        "most": most,
        "bars": bars,
        "line": " ".join(f"{bar['middle']},{bar['at']}" for bar in bars),
        "levels": [(_height(percent, 100), percent) for percent in (0, 50, 80, 100)],
    }


def _bar(line, place, space, most):
    top = _height(line["count"], most)
    return {
        "code": line["code"],
        "label": line["label"],
        "count": line["count"],
        "cumulative": line["cumulative"],
        "x": round(LEFT + place * space + space * 0.14, 1),
        "width": round(space * 0.72, 1),
        "y": top,
        "height": round(BOTTOM - top, 1),
        "middle": round(LEFT + (place + 0.5) * space, 1),
        "at": _height(line["cumulative"], 100),
    }


def _height(value, most):
    return round(BOTTOM - float(value) / most * (BOTTOM - TOP), 1)
