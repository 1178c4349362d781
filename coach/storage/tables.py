"""The tables of the book as queries know them: which columns there are, and which of them are no plain values.

The migrations make the tables; what a column may hold and what goes with whom stands there and nowhere else. The
`words` of people and notes are left out: triggers keep them, and only the SQL of `listing` reads them.
"""

from sqlalchemy import JSON, Boolean, TableClause, column, table


def _table(name: str, columns: str) -> TableClause:
    """A table with these columns; `?` after a name is a yes or no, `{}` a JSON value."""
    found = []
    for written in columns.split():
        if written.endswith("?"):
            found.append(column(written[:-1], Boolean))
        elif written.endswith("{}"):
            found.append(column(written[:-2], JSON))
        else:
            found.append(column(written))
    return table(name, *found)


people = _table("people", "id name folded circle role organization birthday is_me? created_at")
aliases = _table("aliases", "person_id alias folded")
contacts = _table("contacts", "person_id kind value folded")  # kind: email, phone, url, address
sources = _table(
    "sources", "id path format sha256 imported_at report{} example?"
)  # example: the invented network's
notes = _table("notes", "id text date private? kind source place source_id")
note_people = _table("note_people", "note_id person_id position")  # position 0 is whom the note is about
facts = _table("facts", "id person_id kind value since until use note_id quote")
ties = _table("ties", "id person_id other_id relation note_id quote")
ledger = _table("ledger", "id person_id direction text date open? note_id quote")
interactions = _table("interactions", "id person_id date text feared actual note_id")
reminders = _table("reminders", "id person_id text due done? note_id")
steps = _table("steps", "id person_id what size choice day until because feared actual")
goals = _table("goals", "id text why due public since closed outcome")
passed_over = _table("passed_over", "id goal_id person_id because day")
weights = _table("weights", "name value")
drafts = _table("drafts", "id person_id created_at value{}")
rehearsals = _table("rehearsals", "id person_id created_at updated_at value{}")
threads = _table("threads", "id title created_at updated_at")
messages = _table("messages", "id thread_id role text value{} created_at")
merges = _table(
    "merges", "id person_id value{} created_at"
)  # every row as it was before, so that a split restores it
decisions = _table("decisions", "a b kind")  # kind: "not_same"
