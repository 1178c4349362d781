"""What the book's pages show, as HTML: what was read, two people side by side, a table's first rows, the circles.

Every word of the user's is escaped.
"""

from collections.abc import Sequence
from html import escape

from coach.importers.spreadsheet import ColumnGuess
from coach.people.coverage import FileCoverage, NotRead
from coach.people.duplicates import MergeCard, MergeQuestion
from coach.people.importing import ImportReport
from coach.people.pages import PersonRow
from coach.skills.inventory import Inventory, Named
from coach.types import Progress

_MOST_LINES = 200


def says(sentence: str) -> str:
    """One sentence, told to screen readers when it appears."""
    return f"<section class='card' role='status'><p>{escape(sentence)}</p></section>"


def people(rows: Sequence[PersonRow]) -> str:
    """One line a person; the name is a button that shows them."""
    if not rows:
        return ""
    lines = "".join(
        f"<tr><th scope='row'><button type='button' data-person='{escape(row.person)}' "
        f"data-beside='{escape(row.organization or row.circle or row.role or '')}'>{escape(row.person)}</button></th>"
        f"<td>{escape(row.circle or '')}</td><td>{escape(row.role or '')}</td><td>{escape(row.organization or '')}</td>"
        f"<td class='day'>{escape(row.last_contact or '')}</td></tr>"
        for row in rows
    )
    heads = "".join(
        f"<th scope='col'>{name}</th>" for name in ("Name", "Circle", "Role", "Organization", "Last contact")
    )
    return (
        "<div class='card people'><table><caption>Choose a name to see what your book holds</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def progress(at: Progress) -> str:
    """How far a long task is. Of a path only the file's name is shown: the page's own folders say nothing."""
    verb, _, rest = at.what.partition(" ")
    what = f"{verb} {_file(rest)}" if rest.startswith(("/", "~")) or "\\" in rest else at.what
    return (
        f"<section class='card'><label>{escape(what)}<progress max='{max(at.total, 1)}' value='{at.done}'>"
        f"{at.done} of {at.total}</progress></label><p>{at.done:,} of {at.total:,}. You may stop at any time; "
        "what is read by then stays.</p></section>"
    )


def _file(path: str) -> str:
    return path.replace("\\", "/").split("/")[-1]


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def just_read(report: ImportReport, files: Sequence[FileCoverage]) -> str:
    """What came of an import: how much was read, who is new, and every line that was not read."""
    added = sum(file.people_added for file in report.files)
    notes = sum(file.notes_added for file in report.files)
    known = sum(file.unchanged for file in report.files)
    told = (
        f"{_many(added, 'new person', 'new people')}, {_many(notes, 'new note', 'new notes')}, {known:,} known already. "
        f"Your book holds {_many(report.people_total, 'person', 'people')} and {_many(report.notes_total, 'note', 'notes')}."
    )
    return (
        f"<section class='card' role='status'><h3>{_read_of(files)}</h3><p>{told}</p>"
        f"{_not_read(files, is_open=True)}</section>"
    )


def everything_read(files: Sequence[FileCoverage]) -> str:
    """Every file that was ever read, folded away; nothing if there is none."""
    if not files:
        return ""
    rows = "".join(
        f"<tr><td>{escape(file.file)}</td><td>{escape(file.day)}</td><td>{file.read:,} of {file.records:,}</td>"
        f"<td>{len(file.not_read):,}</td></tr>"
        for file in files[:_MOST_LINES]
    )
    more = f"<p>And {len(files) - _MOST_LINES:,} files more.</p>" if len(files) > _MOST_LINES else ""
    return (
        f"<details class='card'><summary>What was read so far: {_read_of(files)}</summary><div class='wide' tabindex='0' "
        "role='region' aria-label='Files read'><table><thead><tr><th scope='col'>file</th><th scope='col'>on</th>"
        "<th scope='col'>records read</th><th scope='col'>skipped</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{more}{_not_read(files, is_open=False)}</details>"
    )


def _read_of(files: Sequence[FileCoverage]) -> str:
    read, records = sum(file.read for file in files), sum(file.records for file in files)
    if not records:
        return "There was nothing to read in it"
    skipped = f", {records - read:,} skipped" if records > read else ""
    return f"{read:,} of {_many(records, 'record', 'records')} read{skipped}"


def _not_read(files: Sequence[FileCoverage], *, is_open: bool) -> str:
    lines = [(file, one) for file in files for one in file.not_read]
    if not lines:
        return ""
    items = "".join(_skipped(file, one) for file, one in lines[:_MOST_LINES])
    more = f"<p>And {len(lines) - _MOST_LINES:,} more.</p>" if len(lines) > _MOST_LINES else ""
    return (
        f"<details{' open' if is_open else ''}><summary>Not read, why, and how to mend it</summary>"
        f"<ul class='notes'>{items}</ul>{more}</details>"
    )


def _skipped(file: FileCoverage, one: NotRead) -> str:
    words = f"<blockquote>{escape(one.text)}</blockquote>" if one.text.strip() else ""
    return f"<li><b>{escape(file.file)}, line {one.line}</b>: {escape(one.why)}.{words}<cite>{escape(one.mend)}</cite></li>"


def first_rows(path: str, guess: ColumnGuess) -> str:
    """A table's first rows as they stand in the file."""
    heads = "".join(f"<th scope='col'>{escape(column.header)}</th>" for column in guess.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in guess.rows[:3]
    )
    name = escape(_file(path))
    count = _many(guess.row_count, "row", "rows")
    return (
        f"<section class='card' role='status'><h3>What is in {name}?</h3><p>I do not know this kind of table ({count}). "
        "Below is what I take each column for. Change what is wrong, then bring it in.</p><div class='wide' tabindex='0' "
        f"role='region' aria-label='First rows of {name}'><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "</div></section>"
    )


def same_person(question: MergeQuestion, number: int) -> str:
    """Two short cards side by side, and why they may be one."""
    return (
        f"<section role='status'><p class='ask'>Question {number}: are these the same person? <span class='tag'>"
        f"{escape(question.why)}</span></p><div class='two'>{_card(question.a)}{_card(question.b)}</div></section>"
    )


def _card(card: MergeCard) -> str:
    work = ", ".join(filter(None, (card.role, card.organization)))
    told = [("Also", ", ".join(card.aliases)), ("Circle", card.circle or ""), ("Work", work)]
    told += [(kind.capitalize(), ", ".join(values)) for kind, values in card.contact.items()]
    told += [("Last note", card.last_line), ("Notes", str(card.notes))]
    rows = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in told if value)
    return f"<article class='card'><h3>{escape(card.person)}</h3><dl>{rows}</dl></article>"


def names(title: str, named: Sequence[Named]) -> str:
    """Everybody named in one circle so far."""
    if not named:
        return ""
    items = "".join(f"<li class='tag'>{escape(one.person or '')}</li>" for one in named)
    return f"<p>{escape(title)}, saved:</p><ul class='names'>{items}</ul>"


def circles(picture: Inventory) -> str:
    """How many people that is, as bars and as numbers, and one small next step."""
    most = max((one.people for one in picture.circles), default=0) or 1
    rows = "".join(
        f"<tr><th scope='row'>{escape(one.title)}</th><td class='bar'><span style='width:{100 * one.people / most:.0f}%'>"
        f"</span></td><td>{one.people}</td></tr>"
        for one in picture.circles
    )
    more = picture.people_total - picture.people_named
    beside = f" With those you brought in, your book holds {picture.people_total:,}." if more > 0 else ""
    head = (
        f"You named {_many(picture.people_named, 'person', 'people')}."
        if picture.people_named
        else "Nobody is named yet, and that is fine."
    )
    return (
        f"<section class='card' role='status'><h3>{head}{beside}</h3><p>Each of them knows people whom you do not know yet. "
        "That is a network, and it was there all along.</p><table class='circles'><caption>People you named, "
        f"by circle</caption><tbody>{rows}</tbody></table><h4>One small next step</h4><p>{escape(picture.next_step)}</p></section>"
    )
