"""A reliability plot as SVG: what was said beside what was right, one line a layer."""

from collections.abc import Mapping, Sequence

#: Pixels of the square and of the room around it.
_SIDE, _ROOM = 360, 46
_COLOURS = ("#1b6ca8", "#b5482a", "#3f7d3a", "#7a4fa3")
Points = Sequence[tuple[float, float]]


def plot(layers: Mapping[str, Points]) -> str:
    """The drawing. `layers`: name -> (confidence, share right), both 0 to 1, in ascending order of confidence."""
    size = _SIDE + 2 * _ROOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        *_frame(),
        *(line for k, (name, points) in enumerate(layers.items()) for line in _layer(name, points, k)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _at(x: float, y: float) -> tuple[float, float]:
    return round(_ROOM + _SIDE * x, 1), round(_ROOM + _SIDE * (1 - y), 1)


def _frame() -> list[str]:
    (left, bottom), (right, top) = _at(0, 0), _at(1, 1)
    ticks = [k / 5 for k in range(6)]
    below = [f'<text x="{_at(t, 0)[0]}" y="{bottom + 16}" text-anchor="middle">{t:.1f}</text>' for t in ticks]
    beside = [f'<text x="{left - 6}" y="{_at(0, t)[1] + 4}" text-anchor="end">{t:.1f}</text>' for t in ticks]
    middle = _ROOM + _SIDE / 2
    return [
        f'<rect x="{left}" y="{top}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{top}" stroke="#bbb" stroke-dasharray="4 4"/>',
        *below,
        *beside,
        f'<text x="{middle}" y="{bottom + 36}" text-anchor="middle">confidence said</text>',
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text>',
    ]


def _layer(name: str, points: Points, number: int) -> list[str]:
    colour = _COLOURS[number % len(_COLOURS)]
    places = [_at(x, y) for x, y in points]
    line = " ".join(f"{x},{y}" for x, y in places)
    left, top = _at(0.04, 0.95 - 0.06 * number)
    return [
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>',
        *(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places),
        f'<text x="{left}" y="{top}" fill="{colour}">{name}</text>',
    ]
