"""What a large book needs: folded words to look through, a count of changes to names, and what changed since when.

The triggers call `fold`, which the store adds to every connection. No word of a note and no name is in `changes` and
`renamed`: a note's id is a hash, a person's a number.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "ALTER TABLE people ADD COLUMN words VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE notes ADD COLUMN words VARCHAR NOT NULL DEFAULT ''",
    "CREATE INDEX people_in_order ON people (folded, circle, organization, id) WHERE NOT is_me",
    "CREATE TABLE changes (note_id VARCHAR NOT NULL PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE renamed (person_id INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL)",
    # Indexes of an older shape of the book compare everything once.
    "INSERT INTO meta (key, value) SELECT 'changes_from', value FROM meta WHERE key = 'version'",
    "INSERT INTO meta (key, value) VALUES ('names', '1')",
)

WORDS = {
    "people": (
        "name, role, organization, circle",
        "name || ' ' || coalesce(role, '') || ' ' || coalesce(organization, '') || ' ' || coalesce(circle, '')",
    ),
    "notes": ("text", "text"),
}
"""Each table with words: the columns they are made of, and how. A space before each word, so that one can look for
how words begin."""

OLD_TRIGGERS = (
    "notes_insert", "notes_delete", "notes_update", "note_people_insert", "note_people_delete", "people_insert",
    "people_update", "people_delete", "aliases_insert", "aliases_delete",
)  # fmt: skip

VERSION = "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'version';"
NAMES = "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'names';"
NOW = "(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'version')"


def _changed(note: str) -> str:
    return f"INSERT OR REPLACE INTO changes VALUES ({note}, {NOW});"


def _renamed(person: str) -> str:
    return f"{NAMES} INSERT OR REPLACE INTO renamed VALUES ({person}, {NOW});"


WATCHED = {
    "notes": {
        "INSERT": _changed("NEW.id"),
        "DELETE": _changed("OLD.id"),
        "UPDATE OF text, date, private, kind, source": _changed("NEW.id"),
    },
    "note_people": {
        "INSERT": _changed("NEW.note_id"),
        "DELETE": _changed("OLD.note_id"),
        "UPDATE": _changed("NEW.note_id"),
    },
    "people": {
        "INSERT": _renamed("NEW.id"),
        "DELETE": _renamed("OLD.id"),
        "UPDATE OF name, is_me": _renamed("NEW.id")
        + f"INSERT OR REPLACE INTO changes SELECT note_id, {NOW} FROM note_people WHERE person_id = NEW.id;",
    },
    "aliases": {
        "INSERT": _renamed("NEW.person_id"),
        "DELETE": _renamed("OLD.person_id"),
        "UPDATE": _renamed("OLD.person_id") + _renamed("NEW.person_id"),
    },
}
"""What the indexes and the names held in memory are made from, and what is written down when it changes."""


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    for name in OLD_TRIGGERS:
        op.execute(f"DROP TRIGGER IF EXISTS version_{name}")
    for table, (columns, made) in WORDS.items():
        op.execute(f"UPDATE {table} SET words = ' ' || fold({made})")
        for number, happening in enumerate(("INSERT", f"UPDATE OF {columns}")):
            op.execute(
                f"CREATE TRIGGER words_{table}_{number} AFTER {happening} ON {table} "
                f"BEGIN UPDATE {table} SET words = ' ' || fold({made}) WHERE rowid = NEW.rowid; END"
            )
    for table, happenings in WATCHED.items():
        for happening, also in happenings.items():
            op.execute(
                f"CREATE TRIGGER version_{table}_{happening.split()[0].lower()} AFTER {happening} ON {table} "
                f"BEGIN {VERSION} {also} END"
            )
