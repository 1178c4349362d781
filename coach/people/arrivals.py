"""Who an imported record is: somebody already in the book when that is certain, else a new person.

Certain is a shared address or number with names that fit, or the same full name with nothing that speaks against it.
Everything else stays two people, and `duplicates` asks. Holds the book's names in memory during one import.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path

from coach.people.likeness import (
    Known,
    Likeness,
    at_one_place,
    certainly_one,
    nearest,
    one_by_name,
    reach_key,
    said_again,
)
from coach.people.names import name_tokens
from coach.storage.store import Store
from coach.text import fold
from coach.types import PersonRecord

_MOST = 20
"""An address or number that more people share than this is a company's."""


def contact_key(kind: str, value: str) -> str:
    """The form in which two writings of one address or number are equal."""
    if kind == "phone":
        digits = re.sub(r"\D", "", value.split(";")[0])
        return digits[2:] if digits.startswith("00") else digits
    if kind == "url":
        return re.sub(r"^https?://(www\.)?|/+$", "", value.strip().casefold())
    return value.strip().casefold() if kind == "email" else fold(value)


class Arrivals:
    """Takes people in during one import."""

    def __init__(self, store: Store, today: str, leave_out: Set[int] = frozenset()) -> None:
        """Learns who is in the book. Those in `leave_out` are only known again by the very words of their notes:
        the invented network keeps to itself.
        """
        self._store = store
        self._today = today
        self._leave_out = leave_out
        self._people = {person.id: person for person in store.people.all()}
        self._by_name: dict[str, set[int]] = {}
        self._aliases: dict[int, set[str]] = {}
        for folded, person_id, is_alias in store.people.names():
            self._by_name.setdefault(_key(folded), set()).add(person_id)
            if is_alias:
                self._aliases.setdefault(person_id, set()).add(folded)
        self._birthdays = store.people.birthdays()
        self._by_contact: dict[tuple[str, str], set[int]] = {}
        self._reach: dict[int, dict[str, set[str]]] = {}
        for person_id, kind, _, folded in store.people.all_contacts():
            self._know_contact(person_id, kind, folded)
        self._pages: dict[int, str] = {}
        """Whose notes are a file of their own, and which: two files of one name are two people."""

    def remember_page(self, person_id: int, file: str) -> None:
        """Says that a file is this person's own page."""
        if person_id in self._people:
            self._pages[person_id] = file

    def __contains__(self, person_id: int) -> bool:
        return person_id in self._people

    def newest(self) -> int:
        """The highest id: it grows whenever somebody is added."""
        return max(self._people, default=0)

    def who(
        self, record: PersonRecord, *, format: str, file: str, own_page: bool, known: int | None
    ) -> int | None:
        """The one person in the book that a record certainly is, or None.

        Args:
            own_page: the file is about this person alone.
            known: whom most of the record's notes are already about, if they are in the book.
        """
        if record.is_me:
            me = self._store.people.me()
            return me.id if me and me.id not in self._leave_out else known
        if known is not None:
            return known
        told = _told(record)
        reached = self._by_reach(record, told)
        if reached is not None:
            return reached
        everybody = self.named(record)
        same = [one for one in everybody if one not in self._leave_out]
        # A card without notes that tells of an invented person what the invented network does is our own export.
        meant = everybody if not record.notes else [] if own_page else same
        again = [one for one in meant if said_again(told, self._known(one))]
        if again:
            # Of two who were said to be two, a card that tells them no further apart is the first one's.
            return min(again, key=lambda one: (self._people[one].role != record.role, one))
        bare = not (record.contact or record.organization or record.notes)
        if bare and everybody:
            return min(same or everybody)
        fitting = [one for one in same if not self._contradicts(one, told, file if own_page else "")]
        if len(fitting) != 1 or (format == "linkedin" and len(name_tokens(record.name)) < 2):
            return None
        one = fitting[0]
        return one if len(same) == 1 or self._same_organization(one, record) is True else None

    def named(self, record: PersonRecord) -> list[int]:
        """Everybody who goes by the record's name or by a full name among its aliases."""
        names = {_key(record.name), *(_key(alias) for alias in record.aliases if len(name_tokens(alias)) > 1)}
        return sorted(set().union(*(self._by_name.get(name, set()) for name in names)))

    def add(self, record: PersonRecord) -> int:
        """A new person of this record."""
        is_me = record.is_me and self._store.people.me() is None
        person = self._store.people.add(
            record.name,
            created_at=self._today,
            circle=record.circle,
            role=record.role,
            organization=record.organization,
            birthday=record.birthday,
            is_me=is_me,
        )
        self._people[person.id] = person
        self._by_name.setdefault(_key(record.name), set()).add(person.id)
        if record.birthday:
            self._birthdays[person.id] = record.birthday
        self._add_ways(person.id, record)
        return person.id

    def update(self, person_id: int, record: PersonRecord) -> bool:
        """Adds what a record says beyond what is known; nothing known is overwritten. Whether anything was new."""
        person = self._people[person_id]
        told: Mapping[str, str | None] = {
            "circle": record.circle,
            "role": record.role,
            "organization": record.organization,
        }
        new: dict[str, object] = {
            field: value for field, value in told.items() if value and not getattr(person, field)
        }
        if record.birthday and not self._store.people.birthday(person_id):
            new["birthday"] = record.birthday
            self._birthdays[person_id] = record.birthday
        if record.is_me and self._store.people.me() is None:
            new["is_me"] = True
        if person.is_me and person.name == "Me" and record.name != "Me":
            new["name"] = record.name
            self._by_name.setdefault(_key(record.name), set()).add(person_id)
        if new:
            self._store.people.update(person_id, **new)
            shown = {field: value for field, value in new.items() if field != "birthday"}
            self._people[person_id] = replace(person, **shown)  # type: ignore[arg-type]
        more = (record.name,) if "@" not in record.name and record.name != "Me" else ()
        return self._add_ways(person_id, replace(record, aliases=(*more, *record.aliases))) or bool(new)

    # ---- the steps ----

    def _by_reach(self, record: PersonRecord, told: Known) -> int | None:
        """The one whom an address or number makes certain. One that people of other names have too is a house's."""
        found: list[int] = []
        for way in sorted(told.reach):
            sharing = sorted(self._by_contact.get(way, set()) - self._leave_out)
            if len(sharing) > _MOST:
                continue
            known = {one: self._known(one) for one in sharing}
            if all(nearest(other, told) >= Likeness.SHORT for other in known.values()):
                found += [one for one in known if certainly_one(known[one], told, [way])]
        equal = [one for one in found if _key(self._people[one].name) == _key(record.name)]
        best = dict.fromkeys(equal or found)
        return next(iter(best)) if len(best) == 1 else None

    def _known(self, person_id: int) -> Known:
        """What the book holds of somebody, for comparing."""
        person = self._people[person_id]
        ways = (
            reach_key(kind, key, key) for kind, keys in self._reach.get(person_id, {}).items() for key in keys
        )
        return Known.of(
            person, sorted(self._aliases.get(person_id, ())), ways, self._birthdays.get(person_id)
        )

    def _contradicts(self, person_id: int, told: Known, own_page: str) -> bool:
        """Whether anything speaks against the person of a record's name being meant."""
        page = self._pages.get(person_id, "")
        if own_page and page and page != own_page and Path(page).exists():
            return True
        return not one_by_name(self._known(person_id), told)

    def _same_organization(self, person_id: int, record: PersonRecord) -> bool | None:
        """Whether both are at one organization; None if that is not said of both."""
        return at_one_place(self._people[person_id].organization, record.organization)

    def _add_ways(self, person_id: int, record: PersonRecord) -> bool:
        aliases = [
            alias
            for alias in record.aliases
            if fold(alias) and fold(alias) != fold(self._people[person_id].name)
        ]
        changed = bool(aliases) and self._store.people.add_aliases(person_id, aliases) > 0
        for alias in aliases:
            self._by_name.setdefault(_key(alias), set()).add(person_id)
            self._aliases.setdefault(person_id, set()).add(fold(alias))
        for kind, values in record.contact.items():
            for value in values:
                key = contact_key(kind, value)
                if key and key not in self._reach.get(person_id, {}).get(kind, ()):
                    changed |= self._store.people.add_contact(person_id, kind, value, key)
                    self._know_contact(person_id, kind, key)
        return changed

    def _know_contact(self, person_id: int, kind: str, key: str) -> None:
        if way := reach_key(kind, key, key):
            self._by_contact.setdefault(way, set()).add(person_id)
        self._reach.setdefault(person_id, {}).setdefault(kind, set()).add(key)


def _told(record: PersonRecord) -> Known:
    """What a record says of somebody, for comparing."""
    ways = (
        reach_key(kind, value, contact_key(kind, value))
        for kind, values in record.contact.items()
        for value in values
    )
    return Known.of(record, record.aliases, ways, record.birthday)


def _key(name: str) -> str:
    return " ".join(name_tokens(name)) or fold(name)
