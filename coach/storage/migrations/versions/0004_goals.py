"""The user's goals, who was passed over for which of them, and the weights of the ranking the user moved."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE goals (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, why TEXT NOT NULL, "
        "due VARCHAR, public VARCHAR NOT NULL, since VARCHAR NOT NULL, closed VARCHAR, outcome TEXT)"
    )
    op.execute(
        "CREATE TABLE passed_over (id INTEGER NOT NULL PRIMARY KEY, goal_id INTEGER NOT NULL REFERENCES goals (id) ON DELETE CASCADE, "
        "person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE, because TEXT NOT NULL, "
        "day VARCHAR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_passed_over_person_id ON passed_over (person_id)")
    op.execute("CREATE TABLE weights (name VARCHAR NOT NULL PRIMARY KEY, value FLOAT NOT NULL)")
