"""Who is in the book: list, show, merge, split, duplicates, apart."""

from typing import Annotated

import typer
from rich.table import Table

from coach.cli.door import Json, opened, out, print_citation, show
from coach.people.duplicates import Duplicate
from coach.people.pages import PersonPage, PersonRow

app = typer.Typer(no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="A name, an alias, or an unambiguous part of one.")]


@app.command(
    "list", help="Everybody, or those of a circle, a place or trade, or not spoken to for some days."
)
def list_(
    circle: Annotated[str | None, typer.Option(help="Such as family, work, church.")] = None,
    where: Annotated[str | None, typer.Option(help="Words of a role, organization, place or note.")] = None,
    quiet_for: Annotated[int | None, typer.Option(min=0, help="Days since the last real contact.")] = None,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        rows = coach.people(circle, where, quiet_for)
    show(rows, as_json, _print_rows)


def _print_rows(rows: list[PersonRow]) -> None:
    table = Table("person", "circle", "role", "organization", "last contact", "notes")
    for row in rows:
        table.add_row(
            row.person, row.circle, row.role, row.organization, row.last_contact or "—", str(row.notes)
        )
    out.print(table)
    if rows:
        out.print(f"{len(rows)} people", style="dim")
    else:
        out.print("Nobody fits, or nobody is here yet. Bring in what you have: coach import PATH")


@app.command("show", help="Everything the book holds about one person.")
def show_(name: Name, as_json: Json = False) -> None:
    with opened(quiet=as_json) as coach:
        page = coach.person(name)
    show(page, as_json, print_page)


def print_page(page: PersonPage) -> None:
    """One person, for human eyes."""
    out.print(f"{page.person}{f' · {page.circle}' if page.circle else ''}", style="bold", markup=False)
    if page.aliases:
        out.print(f"also {', '.join(page.aliases)}", markup=False)
    for kind, values in page.contact.items():
        out.print(f"{kind}: {', '.join(values)}", markup=False)
    for fact in page.facts:
        time = f" (since {fact.since})" if fact.since else ""
        time += f" (until {fact.until})" if fact.until else ""
        out.print(f"• {fact.kind}: {fact.value}{time}", markup=False)
        print_citation(fact.citation)
    for tie in page.ties:
        out.print(f"↔ {tie.person}: {tie.relation}", markup=False)
    for note in page.notes:
        out.print(f"{note.date or 'undated'}  {note.text}", markup=False)


@app.command("merge", help="Two rows that are one person. Can be undone with split.")
def merge(a: Name, b: Name, as_json: Json = False) -> None:
    with opened(quiet=as_json) as coach:
        page = coach.merge(a, b)
    show(page, as_json, print_page)


@app.command("split", help="Undo the last merge of a person.")
def split(name: Name, as_json: Json = False) -> None:
    with opened(quiet=as_json) as coach:
        pages = coach.split(name)
    show(pages, as_json, _print_pages)


def _print_pages(pages: tuple[PersonPage, ...]) -> None:
    for page in pages:
        print_page(page)


@app.command("duplicates", help="Pairs that may be the same person, with the reason.")
def duplicates(as_json: Json = False) -> None:
    with opened(quiet=as_json) as coach:
        pairs = coach.duplicates()
    show(pairs, as_json, _print_pairs)


def _print_pairs(pairs: list[Duplicate]) -> None:
    for pair in pairs:
        out.print(f"{pair.score:.2f}  {pair.a}  ~  {pair.b}: {pair.why}", markup=False)
    out.print(f"{len(pairs)} pairs", style="dim")


@app.command("apart", help="Two that look alike are two people; they are not proposed again.")
def apart(a: Name, b: Name, as_json: Json = False) -> None:
    with opened(quiet=as_json) as coach:
        coach.keep_apart(a, b)
    show({"a": a, "b": b, "apart": True}, as_json, _print_apart)


def _print_apart(answer: dict[str, object]) -> None:
    out.print(f"{answer['a']} and {answer['b']} stay two people.", markup=False)


COMMANDS = {"people": app}
