"""What kinds of people could help with a goal, in the writer's words: a sign painter for lettering, a tour guide for speech.

The one thing the embedder cannot do is think of whom the goal does not name. The writer names seven kinds of people, never
a person; the ranking compares them with what is written of each. Without a writer it stands as it is.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from coach.errors import ArtifactProblem, ModelProblem, TooLarge
from coach.llm.writer import Slot, Writer
from coach.people.second_opinion import careful_use_of
from coach.prompts import load_prompt
from coach.skills.suggest.goal import read_goal
from coach.types import Use

_SORTS = ("job", "place", "did", "has", "teaches", "knows", "like")
_SCHEMA = {
    "type": "object",
    "properties": {sort: {"type": "string", "maxLength": 60} for sort in _SORTS},
    "required": list(_SORTS),
    "additionalProperties": False,
}
_READ = 400  # characters of a goal


def kinds_of_people(
    writer: Writer, folder: Path, goal: str, *, secret: bool = False, ask: bool = True
) -> tuple[str, ...]:
    """Seven short descriptions of people who could help with a goal; none where the writer cannot be had.

    Kept by goal in `folder`, the index folder, which forgetting wipes: a second asking costs nothing, and without `ask`
    only what is kept is given. A secret or delicate goal is not shown to a writer elsewhere.

    Raises:
        EmptyInput, TooLarge, UsageError: as `read_goal`.
    """
    wish = read_goal(goal)
    read = wish.text[:_READ]
    prompt = load_prompt("kinds")
    key = hashlib.sha256("\n".join((writer.name, prompt.body, read)).encode()).hexdigest()[:16]
    file = folder / f"kinds-{key}.json"
    with suppress(OSError, ValueError):
        return tuple(str(kind) for kind in json.loads(file.read_text(encoding="utf-8")))
    if not ask:
        return ()
    if writer.remote and (
        secret or wish.secret or wish.hidden_from or careful_use_of(read) is not Use.SHAREABLE
    ):
        return ()
    try:
        chosen = writer.choose(prompt.messages(goal=read), _SCHEMA, slot=Slot.REMEMBER, max_tokens=200)
    except (ModelProblem, ArtifactProblem, TooLarge):
        return ()
    kinds = tuple(dict.fromkeys(text for sort in _SORTS if (text := str(chosen[sort]).strip())))
    with suppress(OSError):  # without it they are asked for again
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(kinds, ensure_ascii=False), encoding="utf-8")
    return kinds
