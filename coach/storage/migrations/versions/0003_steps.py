"""What the user answered to a step of the plan: taken on, done, snoozed, or not this one."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE steps (id VARCHAR NOT NULL PRIMARY KEY, "
        "person_id INTEGER REFERENCES people (id) ON DELETE CASCADE, "
        "what TEXT NOT NULL, size INTEGER NOT NULL, choice VARCHAR NOT NULL, day VARCHAR NOT NULL, "
        "until VARCHAR, because TEXT, feared FLOAT, actual FLOAT)"
    )
    op.execute("CREATE INDEX ix_steps_person_id ON steps (person_id)")
