"""How well one answer fits a goal's labels, and how sure a mean over goals is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from networks import Goal, Network

from coach.skills.suggest import Suggestions

TOP = 5
_RESAMPLES = 4000


@dataclass(frozen=True)
class Tally:
    """Counts over our own answers; every pair is (right, of how many)."""

    evidence: tuple[int, int] = (0, 0)
    supported: tuple[int, int] = (0, 0)
    balanced: tuple[int, int] = (0, 0)
    called: tuple[int, int] = (0, 0)
    reached: tuple[int, int] = (0, 0)
    doors: tuple[int, int] = (0, 0)
    nobody: tuple[int, int] = (0, 0)
    missed: tuple[int, int] = (0, 0)

    def __add__(self, other: "Tally") -> "Tally":
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Tally(*((a + c, b + d) for (a, b), (c, d) in pairs))


def ndcg(order: Sequence[str], goal: Goal) -> float:
    """Normalised discounted gain of the first five (Järvelin & Kekäläinen 2002); somebody must fit the goal."""

    def discounted(gains: Sequence[float]) -> float:
        return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:TOP]))

    gains = [2.0 if name in goal.good else 1.0 if name in goal.acceptable else 0.0 for name in order]
    return discounted(gains) / discounted([2.0] * len(goal.good) + [1.0] * len(goal.acceptable))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of the mean when the goals are drawn again with replacement (Efron 1979), from a fixed seed."""
    drawn = np.random.default_rng(6).choice(np.asarray(values), (_RESAMPLES, len(values))).mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def tally(network: Network, goal: Goal, found: Suggestions) -> Tally:
    """What can be counted in one answer.

    evidence: citations whose quote is in a note, character for character; the note is not private and is about them or
        names them.
    supported: people shown with at least one reason.
    balanced: answers of two or more that have both a comfortable and a stretch pick.
    called: people labelled with what to call them who are called that.
    reached: labelled paths of which the answer shows the first door or, through it, the one behind it.
    doors: people at the end of a labelled path who are shown with somebody else's door, counted right if it is theirs.
    nobody: goals nobody fits that are answered with nobody.
    missed: goals somebody fits that are answered with nobody; the fewer the better.
    """
    shown = found.suggestions
    names = {one.person for one in shown}
    picks = {one.person: one.pick for one in shown}
    vias = {one.person: {via.person for via in one.via} for one in shown}
    labelled = [(name, pick) for pick, people in goal.picks.items() for name in people if name in picks]
    of_name = {name: {pick for one, pick in labelled if one == name} for name, _ in labelled}
    ends = {path[-1]: {one[0] for one in goal.paths if one[-1] == path[-1]} for path in goal.paths}
    with_door = [name for name in ends if vias.get(name)]
    reached = sum(path[0] in names or path[0] in vias.get(path[-1], set()) for path in goal.paths)
    return Tally(
        evidence=_evidence(network, found),
        supported=(sum(bool(one.reasons) for one in shown), len(shown)),
        balanced=(int({"comfortable", "stretch"} <= set(picks.values())), 1) if len(shown) > 1 else (0, 0),
        called=(sum(picks[name] in calls for name, calls in of_name.items()), len(of_name)),
        reached=(reached, len(goal.paths)),
        doors=(sum(bool(vias[name] & ends[name]) for name in with_door), len(with_door)),
        nobody=(int(not shown), 1) if goal.nobody else (0, 0),
        missed=(0, 0) if goal.nobody else (int(not shown), 1),
    )


def vetoed_shown(found: Suggestions, goal: Goal) -> list[str]:
    """Whoever must not be shown and is, as a pick or as a door."""
    shown = [one.person for one in found.suggestions] + [
        via.person for one in found.suggestions for via in one.via
    ]
    return [name for name in dict.fromkeys(shown) if name in goal.vetoed]


def _evidence(network: Network, found: Suggestions) -> tuple[int, int]:
    ids = {person.name: person.id for person in network.people}
    cited = [(one.person, said.citation) for one in found.suggestions for said in (*one.reasons, *one.via)]
    right = 0
    for name, cite in cited:
        notes = network.book.store.notes.get([cite.note_id])
        right += any(
            cite.quote in note.text
            and not note.private
            and (ids[name] in note.person_ids or name.split()[0] in cite.quote)
            for note in notes
        )
    return right, len(cited)
