"""The picture of the user's network: circles as colour and shape, quiet ties faded, a goal's field ringed, paths drawn.

Drawn as SVG from `coach.people.network`; whoever does not see it has the same as a table.
"""

import itertools
from collections.abc import Sequence
from html import escape
from math import sqrt
from typing import Any

import gradio as gr

from coach.people.names import first_name
from coach.people.network import Network, Node
from coach.skills.suggest import kept_goals, network_for, routes_to
from coach.ui import cards, goal_cards
from coach.ui.room import Room, sentence_of

_SCALE = 500
_NAMED = 70
"""Up to so many people every dot is named, if there is room; else only the lit ones and those on a path."""
_SHORT, _LETTER, _ROW, _EDGE = (
    18,
    8,
    16,
    90,
)  # letters of a name; then units: of a letter, of a row of names, of the margin
_NO_GOAL = 0
_LOOKS = tuple(
    (colour, shape)
    for shape, colours in (("circle", 0), ("square", 2), ("triangle", 4), ("diamond", 1))
    for colour in (("#0f766e", "#c2410c", "#7c3aed", "#be185d", "#2563eb", "#a16207") * 2)[
        colours : colours + 6
    ]
)
"""One look a circle: no two share both colour and shape until there are more than 24."""


class PicturePage:
    """The screen with the picture; building it draws the fields, `show` the picture."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.goal = gr.Dropdown(
            [("no goal", _NO_GOAL)], value=_NO_GOAL, label="Light up the field of", elem_id="lit"
        )
        self.picture = gr.HTML(elem_id="picture")
        self.reach = gr.Textbox(
            label="Whom would you like to reach? A person, a company or a field",
            submit_btn="Find a way",
            elem_id="reach",
        )
        self.ways = gr.HTML(elem_id="ways")
        self.goal.input(self._draw, [self.goal], [self.picture])
        self.reach.submit(self._reach, [self.reach], [self.ways])

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.goal, self.picture]

    def show(self, goal_id: int | None) -> tuple[Any, str]:
        """The goals to choose from, and the picture."""
        goals = kept_goals(self._room.coach.book)
        known = [goal.id for goal in goals]
        chosen = goal_id if goal_id in known else _NO_GOAL
        choices: list[Any] = [("no goal", _NO_GOAL), *((goal.text[:60], goal.id) for goal in goals)]
        return gr.Dropdown(choices, value=chosen), self._draw(chosen)

    def _draw(self, goal_id: int | None) -> str:
        coach = self._room.coach
        try:
            goal = next((one.text for one in kept_goals(coach.book) if one.id == goal_id), None)
            return drawn(network_for(coach.book, coach.retriever, goal))
        except Exception as error:
            return cards.problem(sentence_of(error))

    def _reach(self, whom: str) -> str:
        try:
            return goal_cards.routes(routes_to(self._room.coach.book, self._room.coach.retriever, whom))
        except Exception as error:
            return cards.problem(sentence_of(error))


def drawn(made: Network) -> str:
    """The picture, its key and its table."""
    others = [node for node in made.nodes if not node.is_me]
    if not others:
        return "<section class='card'><p>Nobody to draw yet. Bring in your notes, or name whom you know.</p></section>"
    circles = list(dict.fromkeys(node.circle for node in others))
    looks = {circle: _LOOKS[number % len(_LOOKS)] for number, circle in enumerate(circles)}
    key = "".join(
        f"<li class='tag'><svg viewBox='-10 -10 20 20' width='14' height='14' aria-hidden='true'>{_mark(*looks[circle], 0, 0, 8)}"
        f"</svg> {escape(circle)}</li>"
        for circle in circles
    )
    left = f"<p>{made.left_out:,} more are not in the picture.</p>" if made.left_out else ""
    return (
        f"<section class='card'><h3>{len(others):,} {'person' if len(others) == 1 else 'people'} around you</h3>"
        f"{_svg(made, others, looks)}<ul class='names'>{key}</ul><p class='looked'>Faded: quiet for two years or more. "
        f"Ringed: in the field of the goal. Thick line: a way into it.</p>{left}{_table(made)}</section>"
    )


def _svg(made: Network, others: Sequence[Node], looks: dict[str, tuple[str, str]]) -> str:
    by_id = {node.id: node for node in made.nodes}
    by_name = {node.name: node for node in made.nodes}
    radius = max(3.0, min(9.0, 0.36 * _SCALE / sqrt(len(others)) / 2))
    ties = "".join(
        _line(by_id[one.a], by_id[one.b], "tie") for one in made.edges if one.a in by_id and one.b in by_id
    )
    me = next((node for node in made.nodes if node.is_me), Node(0, "You", "", 0, 0, False, False, is_me=True))
    ways, on_way = "", set()
    for route in made.paths:
        stops = [me, *(by_name[hop.person] for hop in route.hops if hop.person in by_name)]
        on_way |= {stop.id for stop in stops}
        ways += "".join(_line(a, b, "way") for a, b in itertools.pairwise(stops))
    marks = "".join(_person(node, looks[node.circle], radius) for node in others)
    first = sorted(others, key=lambda node: (node.id not in on_way, not node.lit, node.quiet))
    few = len(others) <= _NAMED
    names = _names(first if few else [one for one in first if one.id in on_way or one.lit], radius)
    # In a small picture a dot is never hidden by a name; in a large one the few names stand before the many dots.
    layers = names + marks if few else marks + names + _circle_names(others, radius)
    return (
        f"<svg class='network{'' if few else ' large'}' viewBox='{_frame([*others, me])}' role='img' "
        "aria-label='Your network; the table below says the same in words'>"
        f"{ties}{ways}{layers}<circle cx='{_at(me.x)}' cy='{_at(me.y)}' r='{radius + 4}' class='me'/>"
        f"<text x='{_at(me.x)}' y='{_at(me.y) + radius + 22:.0f}' text-anchor='middle'>You</text></svg>"
    )


def _circle_names(nodes: Sequence[Node], radius: float) -> str:
    """Each circle's name above it."""
    members: dict[str, list[Node]] = {}
    for node in nodes:
        members.setdefault(node.circle, []).append(node)
    return "".join(
        f"<text class='of-circle' x='{_at(sum(one.x for one in those) / len(those))}' "
        f"y='{min(_at(one.y) for one in those) - radius - 10:.0f}' text-anchor='middle'>{escape(circle)}</text>"
        for circle, those in members.items()
    )


def _frame(nodes: Sequence[Node]) -> str:
    """Around everybody, with room for names at the edge."""
    xs, ys = [_at(node.x) for node in nodes], [_at(node.y) for node in nodes]
    left, top = min(xs) - _EDGE, min(ys) - _EDGE // 2
    return f"{left} {top} {max(xs) - left + _EDGE} {max(ys) - top + _EDGE // 2}"


def _names(nodes: Sequence[Node], radius: float) -> str:
    """Names above their dots, the first ones first; one that would lie on another is left to the dot's own title."""
    taken: list[tuple[float, float, float]] = []
    drawn_names = ""
    for node in nodes:
        name = node.name if len(node.name) <= _SHORT else first_name(node.name)
        x, y, half = _at(node.x), _at(node.y) - radius - 5, len(name) * _LETTER / 2
        if all(abs(x - ox) > half + other or abs(y - oy) > _ROW for ox, oy, other in taken):
            taken.append((x, y, half))
            drawn_names += f"<text x='{x}' y='{y:.0f}' text-anchor='middle'>{escape(name)}</text>"
    return drawn_names


def _at(place: float) -> int:
    return round(place * _SCALE)


def _line(one: Node, other: Node, kind: str) -> str:
    return (
        f"<line x1='{_at(one.x)}' y1='{_at(one.y)}' x2='{_at(other.x)}' y2='{_at(other.y)}' class='{kind}'/>"
    )


def _person(node: Node, look: tuple[str, str], radius: float) -> str:
    x, y = _at(node.x), _at(node.y)
    ring = f"<circle cx='{x}' cy='{y}' r='{radius + 4}' class='ring'/>" if node.lit else ""
    faded = " class='quiet'" if node.quiet and not node.lit else ""
    return f"<g{faded}><title>{escape(node.name)}, {escape(node.circle)}</title>{ring}{_mark(*look, x, y, radius)}</g>"


def _mark(colour: str, shape: str, x: int, y: int, r: float) -> str:
    if shape == "circle":
        return f"<circle cx='{x}' cy='{y}' r='{r:.1f}' fill='{colour}'/>"
    if shape == "square":
        return f"<rect x='{x - r:.1f}' y='{y - r:.1f}' width='{2 * r:.1f}' height='{2 * r:.1f}' fill='{colour}'/>"
    points = (
        ((0, -1.2), (1.15, 0.9), (-1.15, 0.9))
        if shape == "triangle"
        else ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))
    )
    corners = " ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in points)
    return f"<polygon points='{corners}' fill='{colour}'/>"


def _table(made: Network) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(row.person)}</th><td>{escape(row.circle)}</td><td>{escape(row.last_contact or '')}</td>"
        f"<td>{escape(', '.join(row.knows))}</td><td>{'yes' if row.lit else ''}</td></tr>"
        for row in made.rows
    )
    heads = "".join(
        f"<th scope='col'>{name}</th>"
        for name in ("Name", "Circle", "Last contact", "Knows", "In the goal's field")
    )
    return (
        f"<details><summary>The same as a table</summary><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "</details>"
    )
