"""From scores to a set: who is left out and why, and a few people who are not near-twins of each other.

Left out comes first: a person whom the notes say to keep away from, or who could carry a confidential goal to the wrong
ear, is never in the set however well they fit.
"""

from collections.abc import Sequence
from textwrap import shorten

from coach.people.names import first_name
from coach.people.standing import Bond
from coach.people.wary import most_suspicious
from coach.skills.suggest.features import Scored
from coach.skills.suggest.goal import Goal
from coach.skills.suggest.shape import LeftOut, Pick
from coach.skills.suggest.weights import Weights
from coach.text import fold, one_line, sentences

_NEVER = {
    Bond.DIED: "Your notes say that they have died.",
    Bond.AVOID: "Your notes say to keep away, and that stands.",
    Bond.EX: "You were close once and it ended; this is not the moment to ask for help there.",
    Bond.EX_KIN: "They stand close to somebody you parted from or keep away from; your goal could reach the wrong ears.",
    Bond.SELLS: "Your notes say that they sell or recruit; the talk would soon be about that.",
}
_MOST_LEFT_OUT = 8
_LINES_WEIGHED = 20  # of each person, the newest
_QUOTED = 100  # characters
_SOUNDS = 0.85  # how likely a line must sound like it; from less on, more who help were lost than spared
_CHANCE = 0.5  # of many harmless lines one sounds like harm by chance: the more lines, the surer one must be
_REACHES = 0.2  # nearness of whom they know


def veto(one: Scored, goal: Goal) -> str | None:
    """Why this person is not to be told, or None."""
    bonds = {standing.bond for standing in one.dossier.bonds}
    for bond, reason in _NEVER.items():
        if bond in bonds:
            return reason
    ear = one.dossier.ear
    if ear is not None:
        return (
            "You want them not to know of it yet."
            if ear == one.dossier.person.name
            else f"Your notes name them together with {ear}, who is not to know of it yet."
        )
    if one.dossier.kin:
        return "They are family, and it could reach those of the family who are not to know of it yet."
    if Bond.BOSS in bonds and not goal.within:
        if goal.leaving:
            return "They are your boss: talk it through first with somebody outside, and tell them when you are ready."
        if goal.career:
            return "They are your boss, and this goal could be heard as leaving; tell them last."
        return "They are your boss, and may hear it as having less time for work; others can be told first."
    if goal.within or not (goal.career or goal.secret):
        return None
    if Bond.TELLS_BOSS in bonds:
        return "Your notes name them together with your boss, so your goal could get there before you do."
    if goal.secret and one.dossier.colleague:
        what = "a plan to leave" if goal.leaving else "a goal you keep to yourself"
        return f"They work where you work; {what} should not be known there yet."
    return None


def ranked(scored: Sequence[Scored], weights: Weights, barred: Sequence[Scored] = ()) -> list[Scored]:
    """Those near enough to the goal, best first; nobody where not even the nearest, be they barred, has to do with it."""
    limits = weights.limits
    best = max((one.features["relevance"] for one in scored), default=0.0)
    if max([best, *(one.features["relevance"] for one in barred)]) < limits["nobody"]:
        return []
    floor = limits["least_of_best"] * best
    kept = [one for one in scored if max(one.features["relevance"], _reaches(one, weights)) >= floor]
    return sorted(kept, key=lambda one: (-one.score, fold(one.dossier.person.name), one.dossier.person.id))


def hold_back(
    order: Sequence[Scored], goal: Goal, most: int
) -> tuple[list[Scored], list[tuple[Scored, str]]]:
    """The first `most` of whom no line sounds like harm, and those before them of whom one does, with why.

    A line may mean none: so it is quoted, and the user judges. Where that is less sure, or, for a goal to be kept
    quiet, like a mouth that tells, they stay, and `pause` of their dossier says so.
    """
    kept: list[Scored] = []
    held: list[tuple[Scored, str]] = []
    quiet = goal.secret or bool(goal.hidden_from)
    for one in order:
        if len(kept) == most:
            break
        said = [
            (sentence, note.private)
            for note in one.dossier.about()[-_LINES_WEIGHED:]
            if note.kind != "record"
            for sentence in sentences(note.text)
        ][-_LINES_WEIGHED:]
        lines = [text for text, _ in said]
        harm = most_suspicious("harm", lines)
        tells = most_suspicious("tells", lines) if quiet else None
        if harm is not None and harm[1] >= max(_SOUNDS, 1 - _CHANCE / len(lines)):
            line = _quoted(*said[harm[0]])
            held.append(
                (one, f"They may fit, but {line} made me hesitate. Read it again; you know what it means.")
            )
            continue
        if harm is not None and harm[1] >= _SOUNDS:
            one.dossier.pause = f"{_quoted(*said[harm[0]])} made me pause. You know what it means."
        elif tells is not None and tells[1] >= _SOUNDS:
            first = first_name(one.dossier.person.name)
            one.dossier.pause = f"{_quoted(*said[tells[0]])} could mean that things are passed on. Ask {first} to keep this one."
        kept.append(one)
    return kept, held


def _quoted(text: str, private: bool) -> str:
    if private:
        return "a private line"
    return f"a line of your notes, \u201c{shorten(one_line(text), _QUOTED, placeholder=' …')}\u201d,"


def keep_paths_outward(scored: Sequence[Scored], barred: set[int]) -> None:
    """Takes out paths that lead nowhere new: to somebody whom the user knows better, or who is not to be told.

    A path from somebody never met is turned round: the other could introduce the user.
    """
    known = {one.dossier.person.id: one for one in scored}
    for one in scored:
        kept = []
        for path in one.dossier.paths:
            if path.other.id in barred:
                continue
            other = known.get(path.other.id)
            closer = other is not None and not other.never_met and other.comfort >= one.comfort
            if not one.never_met and not closer:
                kept.append(path)
            elif one.never_met and other is not None and not other.never_met:
                one.dossier.openers.append(path)
        one.dossier.paths = kept


def _reaches(one: Scored, weights: Weights) -> float:
    """Somebody who knows somebody near the goal is worth as much as a part of that nearness."""
    return weights.limits["reach_share"] * one.features["reach"]


def choose(order: Sequence[Scored], k: int, weights: Weights) -> list[Scored]:
    """The best `k` as a set: each one more of a circle counts a little less, and a bridge is kept if there is one."""
    left = list(order)
    chosen: list[Scored] = []
    circles: dict[str, int] = {}
    while left and len(chosen) < k:
        best = max(
            left, key=lambda one: one.score - weights.limits["same_circle"] * circles.get(_circle(one), 0)
        )
        left.remove(best)
        chosen.append(best)
        if _circle(best):
            circles[_circle(best)] = circles.get(_circle(best), 0) + 1
    if len(chosen) >= 3 and not any(is_bridge(one) for one in chosen):
        bridge = next((one for one in left if is_bridge(one)), None)
        if bridge is not None:
            chosen[-1] = bridge
    return chosen


def is_bridge(one: Scored) -> bool:
    """Hardly in the field themselves, but they know somebody who is."""
    reach = one.features["reach"]
    return reach >= _REACHES and one.features["relevance"] < reach


def label(chosen: Sequence[Scored]) -> list[Pick]:
    """What each pick is. Among two or more, one is the most comfortable and one the stretch."""
    picks: list[Pick] = [
        "bridge" if is_bridge(one) else "comfortable" if one.comfort >= 0.6 else "stretch" for one in chosen
    ]
    if len(chosen) < 2:
        return picks
    # A bridge stays one where two others are left to be the comfortable one and the stretch.
    by_comfort = sorted(range(len(chosen)), key=lambda place: chosen[place].comfort)
    others = [place for place in by_comfort if picks[place] != "bridge"]
    while len(others) < 2:
        freed = next(place for place in by_comfort if place not in others)
        others = sorted([*others, freed], key=lambda place: chosen[place].comfort)
        picks[freed] = "stretch"
    picks[others[0]] = "stretch"
    picks[others[-1]] = "comfortable"
    return picks


def left_out(
    held: Sequence[tuple[Scored, str]], vetoed: Sequence[tuple[Scored, str]], weights: Weights
) -> tuple[LeftOut, ...]:
    """Those held back, and the obvious candidates among those not to be told: fitting ones, and whoever could hear of it."""
    least = weights.limits["obvious"]
    obvious = [
        (one, reason)
        for one, reason in sorted(vetoed, key=lambda pair: -pair[0].score)
        if one.dossier.named or one.features["relevance"] >= least or _hears(one)
    ]
    return tuple(LeftOut(one.dossier.person.name, reason) for one, reason in [*held, *obvious])[
        :_MOST_LEFT_OUT
    ]


def _hears(one: Scored) -> bool:
    return bool({Bond.BOSS, Bond.TELLS_BOSS} & {standing.bond for standing in one.dossier.bonds})


def _circle(one: Scored) -> str:
    return fold(one.dossier.person.circle or "")
