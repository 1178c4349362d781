"""The first shape of the book."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = """
CREATE TABLE decisions (
    a VARCHAR NOT NULL,
    b VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    UNIQUE (a, b, kind)
);
CREATE TABLE meta (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);
CREATE TABLE people (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    folded VARCHAR NOT NULL,
    circle VARCHAR,
    role VARCHAR,
    organization VARCHAR,
    birthday VARCHAR,
    is_me BOOLEAN NOT NULL,
    created_at VARCHAR NOT NULL
);
CREATE INDEX ix_people_circle ON people (circle);
CREATE INDEX ix_people_folded ON people (folded);
CREATE TABLE sources (
    id INTEGER NOT NULL,
    path VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    imported_at VARCHAR NOT NULL,
    report JSON NOT NULL,
    example BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (sha256)
);
CREATE TABLE threads (
    id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE aliases (
    person_id INTEGER NOT NULL,
    alias VARCHAR NOT NULL,
    folded VARCHAR NOT NULL,
    UNIQUE (person_id, folded),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_aliases_folded ON aliases (folded);
CREATE INDEX ix_aliases_person_id ON aliases (person_id);
CREATE TABLE contacts (
    person_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    folded VARCHAR NOT NULL,
    UNIQUE (person_id, kind, folded),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX contacts_by_value ON contacts (kind, folded);
CREATE INDEX ix_contacts_person_id ON contacts (person_id);
CREATE TABLE drafts (
    id VARCHAR NOT NULL,
    person_id INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    value JSON NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_drafts_person_id ON drafts (person_id);
CREATE TABLE merges (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    value JSON NOT NULL,
    created_at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_merges_person_id ON merges (person_id);
CREATE TABLE messages (
    id INTEGER NOT NULL,
    thread_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    text TEXT NOT NULL,
    value JSON NOT NULL,
    created_at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(thread_id) REFERENCES threads (id) ON DELETE CASCADE
);
CREATE INDEX ix_messages_thread_id ON messages (thread_id);
CREATE TABLE notes (
    id VARCHAR NOT NULL,
    text TEXT NOT NULL,
    date VARCHAR,
    private BOOLEAN NOT NULL,
    kind VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    source_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE SET NULL
);
CREATE INDEX ix_notes_date ON notes (date);
CREATE INDEX ix_notes_source_id ON notes (source_id);
CREATE TABLE rehearsals (
    id VARCHAR NOT NULL,
    person_id INTEGER,
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR NOT NULL,
    value JSON NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_rehearsals_person_id ON rehearsals (person_id);
CREATE TABLE facts (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value TEXT NOT NULL,
    since VARCHAR,
    until VARCHAR,
    use VARCHAR NOT NULL,
    note_id VARCHAR NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (person_id, kind, value, note_id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);
CREATE INDEX ix_facts_kind ON facts (kind);
CREATE INDEX ix_facts_note_id ON facts (note_id);
CREATE INDEX ix_facts_person_id ON facts (person_id);
CREATE TABLE interactions (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    date VARCHAR NOT NULL,
    text TEXT NOT NULL,
    feared FLOAT,
    actual FLOAT,
    note_id VARCHAR,
    PRIMARY KEY (id),
    UNIQUE (person_id, date, note_id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);
CREATE INDEX ix_interactions_date ON interactions (date);
CREATE INDEX ix_interactions_note_id ON interactions (note_id);
CREATE INDEX ix_interactions_person_id ON interactions (person_id);
CREATE TABLE ledger (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    direction VARCHAR NOT NULL,
    text TEXT NOT NULL,
    date VARCHAR,
    open BOOLEAN NOT NULL,
    note_id VARCHAR,
    quote TEXT,
    PRIMARY KEY (id),
    UNIQUE (person_id, direction, text, note_id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);
CREATE INDEX ix_ledger_note_id ON ledger (note_id);
CREATE INDEX ix_ledger_person_id ON ledger (person_id);
CREATE TABLE note_people (
    note_id VARCHAR NOT NULL,
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (note_id, person_id),
    FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE,
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_note_people_person_id ON note_people (person_id);
CREATE TABLE reminders (
    id INTEGER NOT NULL,
    person_id INTEGER,
    text TEXT NOT NULL,
    due VARCHAR NOT NULL,
    done BOOLEAN NOT NULL,
    note_id VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);
CREATE INDEX ix_reminders_due ON reminders (due);
CREATE INDEX ix_reminders_note_id ON reminders (note_id);
CREATE INDEX ix_reminders_person_id ON reminders (person_id);
CREATE TABLE ties (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    relation VARCHAR NOT NULL,
    note_id VARCHAR NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (person_id, other_id, relation, note_id),
    FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    FOREIGN KEY(other_id) REFERENCES people (id) ON DELETE CASCADE,
    FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);
CREATE INDEX ix_ties_note_id ON ties (note_id);
CREATE INDEX ix_ties_other_id ON ties (other_id);
CREATE INDEX ix_ties_person_id ON ties (person_id);
INSERT INTO meta (key, value) VALUES ('version', '1');
"""

# The indexes compare themselves with this number, so whatever they are made from must move it.
WATCHED = {
    "notes": ("INSERT", "DELETE", "UPDATE"),
    "note_people": ("INSERT", "DELETE"),
    "people": ("INSERT", "UPDATE", "DELETE"),
    "aliases": ("INSERT", "DELETE"),
}


def upgrade() -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            op.execute(statement)
    for table, happenings in WATCHED.items():
        for happening in happenings:
            op.execute(
                f"CREATE TRIGGER version_{table}_{happening.lower()} AFTER {happening} ON {table} "
                "BEGIN UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'version'; END"
            )
