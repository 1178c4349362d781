"""Prompts are text files: a few lines of front matter, then the words, with `$blanks` to fill.

A file may hold worked examples as earlier chat turns: a line `--- user` or `--- assistant` begins one.
What stands before the first such line is the system message.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template

import yaml

from coach.resources import resource_folder
from coach.types import Message

_TURN = re.compile(r"^--- (user|assistant)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Prompt:
    """One prompt file. `settings` is its front matter (such as `temperature`, `max_tokens`)."""

    name: str
    settings: Mapping[str, object]
    body: str

    def messages(self, **blanks: str) -> tuple[Message, ...]:
        """The chat turns with every blank filled.

        Raises:
            KeyError: names all the missing blanks at once.
        """
        template = Template(self.body)
        missing = sorted(set(template.get_identifiers()) - blanks.keys())
        if missing:
            raise KeyError(f"prompt {self.name!r} needs {', '.join(missing)}")
        # Turns are cut before the blanks are filled, so that a note with "--- user" in it stays one turn.
        pieces = _TURN.split(self.body)
        turns = [("system", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
        filled = [Message(role, Template(text).substitute(blanks).strip()) for role, text in turns]
        return tuple(message for message in filled if message.text)


@cache
def load_prompt(name: str) -> Prompt:
    """Reads `prompts/<name>.md`; front matter between two `---` lines is optional."""
    text = (resource_folder("prompts") / f"{name}.md").read_text(encoding="utf-8")
    settings: dict[str, object] = {}
    if text.startswith("---\n"):
        front, separator, rest = text[4:].partition("\n---\n")
        if separator:
            settings, text = yaml.safe_load(front) or {}, rest
    return Prompt(name, settings, text)
