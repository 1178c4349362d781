"""Written notes cut into dated blocks, each knowing its section, its date and whether it is private.

Follows the contract: dates at the start of a line or in headings date what follows; a line that begins with
`PRIVATE:` is a block of its own. Texts stay as written; only the outer bullet or heading mark is taken off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.importers.reading.dates import date_at_start, date_in, date_span
from coach.importers.reading.names import (
    end_of_starter,
    looks_like_name,
    split_title,
    starter,
    unlinked_heading,
    wiki_links,
)
from coach.importers.reading.private import (
    continues,
    is_private_line,
    split_at_dates,
    split_mid_line,
    wrap_width,
)
from coach.importers.reading.told_of import told_of
from coach.importers.reading.words import word_set
from coach.text import fold

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_BULLET = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"^\s*(?:>[ \t]?)+")
_TAGS = re.compile(
    r"!\[\[[^\]]*\]\]|(?:^|(?<=\s))#[\w/-]+|!\[[^\]]*\]\([^)]*\)|\^[\w-]+$|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$")
_GENERIC = word_set(
    "notes note log journal contact contacts background history timeline interactions meetings details info summary misc "
    "conversations diary about facts general updates entries people"
)
ABOUT_ME = frozenset({"about me", "me", "myself", "about myself", "who i am", "uber mich", "a propos de moi"})
"""Headings under which the user writes of themselves."""
_LONGEST_BLOCK = 1500
_SHORT_SECTION = 400


@dataclass(frozen=True)
class Section:
    """A heading and what it says about the blocks under it, its outer headings included."""

    level: int = 0
    title: str = ""
    line: int = 0
    date: str | None = None
    year: int | None = None
    person: str | None = None
    named: tuple[str, ...] = ()  # whom the headings above a block name
    private: bool = False
    me: bool = False


@dataclass
class Block:
    """Lines that belong together, as written."""

    section: Section
    line: int
    date: str | None
    private: bool = False
    group: int = 0  # blocks of one dated entry share a number
    bullet: int | None = None  # how far its bullet is indented
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, without the mark in front of the first line."""
        return unmarked("\n".join(self.lines))

    @property
    def says_something(self) -> bool:
        """Whether anything is left without dates, tags and pictures."""
        if len(self.lines) == 2 and _TABLE_RULE.match(self.lines[1]):
            return False
        text = _TAGS.sub(" ", self.text)
        dated = date_at_start(text)
        return any(letter.isalnum() for letter in (text[dated[1] :] if dated else text))


def unmarked(text: str) -> str:
    """A text without outer white space and without the bullet, check box or quotation mark it begins with."""
    clean = text.strip("\n ").rstrip()
    quote = _QUOTE.match(clean)
    if quote and "\n" not in clean:
        clean = clean[quote.end() :]
    bullet = _BULLET.match(clean)
    return clean[bullet.end() :].strip() if bullet else clean.strip()


def sections_and_blocks(
    text: str, first_line: int = 1, date: str | None = None, *, by_name: bool = False
) -> list[Block]:
    """The blocks of a text, in order.

    Args:
        first_line: the line of the file at which `text` begins.
        date: what dates everything that is not dated otherwise (a daily note's file name).
        by_name: a line that begins with a full name begins a block (journals and lists of people).
    """
    return list(_Reader(first_line, date, by_name).read(text.split("\n")))


def date_after_name(line: str) -> str | None:
    """The date of a line that begins with a full name: "Tom Baker - 2024-06-12 lunch", "Ann Lee - nurse. 2024-07-01 tea"."""
    end = end_of_starter(line)
    if not end:
        return None
    for piece in (line[end:].lstrip(" -–—:,|"), *split_at_dates(line)[1:]):
        if dated := date_at_start(piece):
            return dated[0]
    return None


def entries(blocks: list[Block]) -> Iterator[Block]:
    """Blocks of one dated entry joined again, and a short section with its heading, where that makes one note."""
    sections: dict[int, list[Block]] = {}
    for block in blocks:
        sections.setdefault(id(block.section), []).append(block)
    place = 0
    while place < len(blocks):
        first = blocks[place]
        whole = [block for block in sections[id(first.section)] if not block.private]
        if not first.private and first is whole[0] and _is_short_section(whole):
            run = [block for block in blocks[place : place + len(whole)] if not block.private]
            if len(run) == len(whole):
                yield _joined(run, heading=True)
                place += len(run)
                continue
        run = _dated_run(blocks, place)
        yield _joined(run, heading=bool(whole) and first is whole[0] and _heading_says_more(first.section))
        place += len(run)


def _dated_run(blocks: list[Block], place: int) -> list[Block]:
    run = [blocks[place]]
    length = len(run[0].text)
    for block in blocks[place + 1 :]:
        length += len(block.text)
        same = block.section is run[0].section and block.group == run[0].group and not block.private
        if not (run[0].date and same and not run[0].private and length <= _LONGEST_BLOCK):
            break
        run.append(block)
    return run


def _is_short_section(whole: list[Block]) -> bool:
    section = whole[0].section
    if section.level < 2 or _is_persons(section) or section.private or fold(section.title) in _GENERIC:
        return False
    # What the user says of themselves ("Goals") is only understood with its heading.
    longest = _LONGEST_BLOCK if section.me else _SHORT_SECTION
    return not any(block.date for block in whole) and sum(len(block.text) for block in whole) <= longest


def _is_persons(section: Section) -> bool:
    """Whether the heading itself is a person's name."""
    return section.person is not None and split_title(unlinked_heading(section.title))[0] == section.person


def with_headings(blocks: list[Block]) -> Iterator[Block]:
    """Each block by itself; the first under a dated heading that says more than its date begins with it."""
    section: Section | None = None
    for block in blocks:
        begins = not block.private and block.section is not section
        yield _joined([block], heading=begins and _heading_says_more(block.section))
        section = block.section if begins else section


def _heading_says_more(section: Section) -> bool:
    """Whether a dated heading says more than its date."""
    return bool(section.date and section.level and not section.private) and _more_than_date(section.title)


def _more_than_date(title: str) -> bool:
    span = date_span(title)
    if span is None:
        return False
    rest = re.sub(
        r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b",
        "",
        title[: span[0]] + title[span[1] :],
        flags=re.IGNORECASE,
    )
    return sum(letter.isalpha() for letter in rest) > 2


def _joined(run: list[Block], *, heading: bool) -> Block:
    first = run[0]
    lines = [
        line
        for n, block in enumerate(run)
        for line in ([""] if n and block.bullet is None else []) + block.lines
    ]
    if heading and not _is_persons(first.section):
        lines = [first.section.title, *lines]
    return Block(first.section, first.line, first.date, first.private, first.group, first.bullet, lines)


class _Reader:
    """One pass over the lines; `self.block` is what is being gathered."""

    def __init__(self, first_line: int, date: str | None, by_name: bool) -> None:
        self.first_line = first_line
        year = int(date[:4]) if date else None
        self.sections = [Section(date=date, year=year)]
        self.by_name = by_name
        self.line_date: str | None = None
        self.group = 0
        self.group_bullet: int | None = None
        self.block: Block | None = None
        self.fenced = False
        self.inside = False  # in the middle of a line
        self.own_dated = False  # the last block's date was its own
        self.beside: str | None = None  # and is that of what is private later in its line

    def read(self, lines: list[str]) -> Iterator[Block]:
        self.width = wrap_width(lines)
        for number, whole in enumerate(lines):
            pieces = [piece for line in split_mid_line(whole) for piece in self._split_at_dates(line)]
            for place, line in enumerate(pieces):
                following = lines[number + 1] if number + 1 < len(lines) else ""
                self.inside = place > 0
                yield from self._take(line, self.first_line + number, following)
        yield from self._close()

    def _split_at_dates(self, line: str) -> list[str]:
        hidden = (
            self.block is not None and self.block.private
        )  # what goes on from a private line stays private
        # In a journal the words after the date may only be understood with the name that the line begins with.
        return [line] if self.fenced or hidden or self.by_name else split_at_dates(line)

    def _take(self, line: str, number: int, following: str) -> Iterator[Block]:
        if _FENCE.match(line):
            self.fenced = not self.fenced
        heading = None if self.fenced else self._heading(line, following)
        if heading is not None:
            yield from self._close()
            self._open_section(*heading, number)
            if is_private_line(heading[1]):
                section = self.sections[-1]
                self.block = Block(section, number, section.date, True, self.group, None, [heading[1]])
                yield from self._close()
        elif not line.strip() or (_UNDERLINE.match(line) and self.block is None) or _RULE.match(line):
            yield from self._close()
        else:
            yield from self._take_words(line, number)

    def _take_words(self, line: str, number: int) -> Iterator[Block]:
        section = self.sections[-1]
        dated = None if self.fenced else date_at_start(line, section.year)
        # A date in the middle of a line, or after the name that begins it, dates this entry and not what follows.
        own_date = dated[0] if dated and self.inside else None
        if dated is None and self.by_name and not self.fenced:
            own_date = date_after_name(line)
        bullet = _BULLET.match(line)
        indent = len(bullet[1].expandtabs(4)) if bullet else None
        if is_private_line(line):
            yield from self._close()
            own = (
                dated[0] if dated else date_at_start(re.sub(r"^.*?private\W*", "", line, flags=re.IGNORECASE))
            )
            beside = self.beside if self.inside else None
            date = (
                own if isinstance(own, str) else own[0] if own else beside or self.line_date or section.date
            )
            self.line_date = dated[0] if dated else self.line_date
            self.block = Block(section, number, date, True, self.group, indent, [line])
        elif self._goes_on(line, indent, dated is not None):
            assert self.block is not None
            self.block.lines.append(line)
        else:
            yield from self._close()
            if dated or own_date:
                self.line_date = dated[0] if dated and not own_date else self.line_date
                self.group += 1
                self.group_bullet = indent
            elif self.own_dated or (
                indent is not None and self.group_bullet is not None and indent <= self.group_bullet
            ):
                # "- 2024-06-12: lunch" and "- likes jazz" side by side are two notes of that day.
                self.group += 1
            self.own_dated = own_date is not None
            self.beside = own_date
            self.block = Block(
                section,
                number,
                own_date or self.line_date or section.date,
                section.private,
                self.group,
                indent,
                [line],
            )

    def _goes_on(self, line: str, indent: int | None, dated: bool) -> bool:
        """Whether a line belongs to the block above it."""
        if self.block is None:
            return False
        if self.fenced or _FENCE.match(line):
            return True
        private = self.block.private and not self.block.section.private
        if dated and not (
            indent is not None and self.block.bullet is not None and indent > self.block.bullet
        ):
            return False
        if indent is not None:
            return self.block.bullet is not None and indent > self.block.bullet
        if private and self.by_name and line[: end_of_starter(line)].rstrip()[-1:] in {"-", "–", "—", ":"}:
            # "Ann Lee - nurse" under a short private line is the next entry of a list, not its wrapped end.
            return len(self.block.lines[-1]) + len(line.split(maxsplit=1)[0]) >= self.width
        if private:
            return continues(self.block.lines[-1], line, self.width)
        return not (self.by_name and starter(line))

    def _close(self) -> Iterator[Block]:
        if self.block is not None and self.block.says_something:
            yield self.block
        self.block = None

    def _heading(self, line: str, following: str) -> tuple[int, str] | None:
        match = _HEADING.match(line)
        if match:
            return len(match[1]), match[2]
        underlined = (
            self.block is None and _UNDERLINE.match(following) and line.strip() and not _BULLET.match(line)
        )
        if underlined and (
            following.strip().startswith("=") or looks_like_name(line.strip()) or date_in(line)
        ):
            return (1 if following.strip().startswith("=") else 2), line.strip()
        return None

    def _open_section(self, level: int, title: str, number: int) -> None:
        while self.sections[-1].level >= level:
            self.sections.pop()
        outer = self.sections[-1]
        name, _ = split_title(unlinked_heading(title))
        folded = fold(title)
        date = date_in(title, outer.year)
        person = name if looks_like_name(name) and not date else None
        named = (*(target for target, _ in wiki_links(title) if not date_in(target)), *told_of(title))
        self.line_date = None
        self.group += 1
        self.group_bullet = None
        self.sections.append(
            Section(
                level=level,
                title=title,
                line=number,
                date=date or outer.date,
                year=int(date[:4]) if date else outer.year,
                person=person or outer.person,
                named=tuple(dict.fromkeys((*named, *outer.named))),
                private=outer.private or folded.startswith("private") or is_private_line(title),
                me=(outer.me and not date) or folded in ABOUT_ME,
            )
        )
