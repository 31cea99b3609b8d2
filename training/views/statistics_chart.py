"""Where the bars of a year chart stand; the template draws them as SVG."""

WIDTH, HEIGHT = 520, 200
LEFT, RIGHT, TOP, BOTTOM = 12, 508, 26, 172


def bars(name, title, values):
    """One bar a year; values: (year, number, address of the rows). The tallest fills the height."""
    space = (RIGHT - LEFT) / len(values)
    most = max((value for _year, value, _address in values), default=0)
    return {
        "name": name,
        "title": title,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "bottom": BOTTOM,
        "bars": [_bar(*one, place, space, most) for place, one in enumerate(values)],
    }


def _bar(year, value, address, place, space, most):
    height = round(float(value) / float(most) * (BOTTOM - TOP), 1) if most else 0
    width = min(space * 0.7, 64)
    middle = LEFT + (place + 0.5) * space
    return {
        "year": year,
        "value": value,
        "address": address,
        "x": round(middle - width / 2, 1),
        "middle": round(middle, 1),
        "width": round(width, 1),
        "y": round(BOTTOM - height, 1),
        "height": height,
        "top": round(BOTTOM - height - 6, 1),
    }
