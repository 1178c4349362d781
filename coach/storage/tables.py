"""The tables of the book, as SQLAlchemy Core sees them. A change here needs a migration beside it."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _person(name: str = "person_id", *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=nullable, index=True)


def _note(*, nullable: bool = True) -> Column[str]:
    return Column(
        "note_id", String, ForeignKey("notes.id", ondelete="CASCADE"), nullable=nullable, index=True
    )


people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False, index=True),
    Column("circle", String, index=True),
    Column("role", String),
    Column("organization", String),
    Column("birthday", String),
    Column("is_me", Boolean, nullable=False, default=False),
    Column("created_at", String, nullable=False),
    sqlite_autoincrement=True,  # an id never comes back: a forgotten person's id must not mean somebody else
)

aliases = Table(
    "aliases",
    metadata,
    _person(),
    Column("alias", String, nullable=False),
    Column("folded", String, nullable=False, index=True),
    UniqueConstraint("person_id", "folded"),
)

contacts = Table(
    "contacts",
    metadata,
    _person(),
    Column("kind", String, nullable=False),  # email, phone, url, address
    Column("value", String, nullable=False),
    Column("folded", String, nullable=False),
    UniqueConstraint("person_id", "kind", "folded"),
    Index("contacts_by_value", "kind", "folded"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", String, nullable=False),
    Column("format", String, nullable=False),
    Column("sha256", String, nullable=False, unique=True),
    Column("imported_at", String, nullable=False),
    Column("report", JSON, nullable=False),
    Column("example", Boolean, nullable=False, default=False),  # from the invented network
)

notes = Table(
    "notes",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("date", String, index=True),
    Column("private", Boolean, nullable=False, default=False),
    Column("kind", String, nullable=False, default="note"),
    Column("source", String, nullable=False, default=""),
    Column("place", String, nullable=False, default=""),
    Column("source_id", Integer, ForeignKey("sources.id", ondelete="SET NULL"), index=True),
)

note_people = Table(
    "note_people",
    metadata,
    Column("note_id", String, ForeignKey("notes.id", ondelete="CASCADE"), nullable=False),
    _person(),
    Column("position", Integer, nullable=False, default=0),  # 0 is whom the note is about
    UniqueConstraint("note_id", "person_id"),
)

facts = Table(
    "facts",
    metadata,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("kind", String, nullable=False, index=True),
    Column("value", Text, nullable=False),
    Column("since", String),
    Column("until", String),
    Column("use", String, nullable=False),
    _note(nullable=False),
    Column("quote", Text, nullable=False),
    UniqueConstraint("person_id", "kind", "value", "note_id"),
)

ties = Table(
    "ties",
    metadata,
    Column("id", Integer, primary_key=True),
    _person(),
    _person("other_id"),
    Column("relation", String, nullable=False),
    _note(nullable=False),
    Column("quote", Text, nullable=False),
    UniqueConstraint("person_id", "other_id", "relation", "note_id"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("direction", String, nullable=False),  # gave, received, promised_by_me, promised_to_me
    Column("text", Text, nullable=False),
    Column("date", String),
    Column("open", Boolean, nullable=False, default=False),
    _note(),
    Column("quote", Text),
    UniqueConstraint("person_id", "direction", "text", "note_id"),
)

interactions = Table(
    "interactions",
    metadata,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("date", String, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("feared", Float),
    Column("actual", Float),
    _note(),
    UniqueConstraint("person_id", "date", "note_id"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    _person(nullable=True),
    Column("text", Text, nullable=False),
    Column("due", String, nullable=False, index=True),
    Column("done", Boolean, nullable=False, default=False),
    _note(),
)

steps = Table(
    "steps",
    metadata,
    Column("id", String, primary_key=True),
    _person(nullable=True),
    Column("what", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("choice", String, nullable=False),  # taken, done, snoozed, not_this
    Column("day", String, nullable=False),
    Column("until", String),
    Column("because", Text),
    Column("feared", Float),
    Column("actual", Float),
)

goals = Table(
    "goals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("due", String),
    Column("public", String, nullable=False),  # secret, close, anyone
    Column("since", String, nullable=False),
    Column("closed", String),
    Column("outcome", Text),
    sqlite_autoincrement=True,
)

passed_over = Table(
    "passed_over",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("goal_id", Integer, ForeignKey("goals.id", ondelete="CASCADE"), nullable=False),
    _person(),
    Column("because", Text, nullable=False),
    Column("day", String, nullable=False),
)

weights = Table(
    "weights",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Float, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    _person(),
    Column("created_at", String, nullable=False),
    Column("value", JSON, nullable=False),
)

rehearsals = Table(
    "rehearsals",
    metadata,
    Column("id", String, primary_key=True),
    _person(nullable=True),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("value", JSON, nullable=False),
)

threads = Table(
    "threads",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("thread_id", String, ForeignKey("threads.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String, nullable=False),  # user, coach
    Column("text", Text, nullable=False),
    Column("value", JSON, nullable=False),  # action, citations, the skill's result, what waits for a yes
    Column("created_at", String, nullable=False),
)

merges = Table(
    "merges",
    metadata,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("value", JSON, nullable=False),  # every row as it was before, so that a split restores it
    Column("created_at", String, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("a", String, nullable=False),
    Column("b", String, nullable=False),
    Column("kind", String, nullable=False),  # "not_same"
    UniqueConstraint("a", "b", "kind"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
