"""The parts that several purposes share: what connects the two, the user's line, the ask, the offer, the way out."""

import re
from collections.abc import Callable, Iterator

from coach.guard.findings import FromPlan, FromProfile, FromUser, Source
from coach.guard.vocabulary import claim_stems
from coach.people.book import Book
from coach.people.clauses import KIN
from coach.people.profile import Profile, as_offer, read_profile
from coach.skills.draft import lines as m
from coach.skills.draft.acquaintance import name_in_letters
from coach.skills.draft.asks import as_question, is_meeting
from coach.skills.draft.availability import leaves_lunch, one_of
from coach.skills.draft.brief import Gap, Slot
from coach.skills.draft.goals import with_fitting_goal
from coach.skills.draft.held_back import TO_ME, why_held_back
from coach.skills.draft.lines import Line, age_in_days
from coach.skills.draft.manners import asked as asked_in
from coach.skills.draft.manners import way_out
from coach.skills.draft.material import Material, read_material
from coach.skills.draft.request import DraftRequest, When, read_when
from coach.skills.draft.second_person import names_of
from coach.skills.draft.typed import to_reader, who_is_meant, written
from coach.skills.draft.wordings import wording, wordings
from coach.text import fold, one_line
from coach.types import Fact, Person, Use

_ASKING = frozenset(("lunch_invite", "follow_up", "reconnect", "intro_request", "share_goal"))
_NEWS_DAYS = 730
_LONG_ASK = 12  # words
_MY_KIN = re.compile(
    rf"(?:[^:,–—-]{{2,40}}(?:[:,–—-]|\bis)\s*)?my\s+(?:\w+\s+)?(?:{KIN})\s*(?:[.,;(–—-]|$)", re.IGNORECASE
)
_GOING_ON = re.compile(
    r"\b(?:you\s+(?:were|are)|you're)\s+(?:\w+ly\s+)?\w+ing\b|\b(?:plans?|projects?|wanted\s+to|training|course)\b",
    re.IGNORECASE,
)


class Parts:
    """What one plan may draw on, and the parts it is built from. Gaps collect here."""

    def __init__(self, book: Book, person: Person, request: DraftRequest) -> None:
        self.person, self.request = person, request
        self.today = book.today
        self.store = book.store
        self.material: Material = read_material(book, person)
        self.about_them = [*(text for text, _ in self.material.sentences), *self.material.secrets]
        page = read_profile(book)
        self.profile: Profile = with_fitting_goal(page, person, request.ask or "", self.about_them)
        self.keeps_goals = bool(page.goal) and not self.profile.goal  # from them
        self.called = names_of(person.name, book.store.people.aliases(person.id), [])
        self.first = name_in_letters(book.store, person, request.to)
        unwanted = {root for wish in request.leave_out for root in claim_stems(wish)}
        self.lines = tuple(
            line for line in (*self.material.lines, *self._heard()) if not unwanted & claim_stems(line.text)
        )
        self.gaps: list[Gap] = []
        self.when: When | None = read_when(request.when, self.today) if request.when else None
        ledger = book.store.facts.ledger(person.id)
        self.kept_promises = {
            e.citation.quote for _, e in ledger if e.citation and "promised" in e.direction and not e.open
        }
        self._received = [e.citation for _, e in ledger if e.citation and e.direction == "received"]
        self._used: set[str] = set()
        self.answers: frozenset[tuple[str, str]] = (
            frozenset()
        )  # lines on what they asked, whomever they are about

    def _heard(self) -> Iterator[Line]:
        """The lines that the writer told, as long as what they rest on still stands and may be said."""
        open_lines = {(cited.note_id, cited.quote): cited for _, cited in self.material.sentences}
        for kind, note_id, quote, text in self.request.heard:
            if cited := open_lines.get((note_id, quote)):
                yield Line(text, cited, kind=kind)

    def gap(self, what: str, why: str, field: str = "") -> None:
        """Notes a question for the user, and which part of the request would answer it."""
        self.gaps.append(Gap(what, why, field))

    def ask_for(self, what: str, why: str, field: str) -> None:
        """A question because the notes hold nothing of use; where they do in another language, it quotes the line."""
        if self.material.foreign:
            line, language = self.material.foreign[0]
            why = f"A note of yours is in {language}, which I cannot put into a message: {one_line(line)[:160]!r}. A few English words do."
        self.gap(what, why, field)

    def best(self, fits: Callable[[Line], object] = lambda line: True) -> Line | None:
        """The line most worth saying among those that fit and are not yet in the plan."""
        ranked = sorted(
            (line for line in self.lines if not self._is_said(line) and fits(line)),
            key=self._worth,
            reverse=True,
        )
        return ranked[0] if ranked else None

    def _is_said(self, line: Line) -> bool:
        """Whether the plan has it already, or a part of it, or what it is a part of."""
        quote = line.citation.quote
        return any(quote in used or used in quote for used in self._used)

    def is_kindness(self, line: Line) -> bool:
        """Whether it tells what they did for the user, by its words or by the ledger."""
        cited = line.citation
        mine = (c.quote for c in self._received if c.note_id == cited.note_id)
        booked = any(quote in cited.quote or cited.quote in quote for quote in mine)
        theirs = line.text.startswith("You ") and TO_ME.search(line.text) is not None
        return line.kind == "kindness" or (theirs and (booked or m.is_kind(line.text)))

    def is_news(self, line: Line) -> bool:
        """Whether it is good news of theirs that is still young; what they did for the user is no news."""
        to_me = TO_ME.search(m.AT_MY_PLACE.sub("", line.text))
        return self.is_young(line) and (
            line.kind == "news" or (not to_me and m.NEWS.match(line.text) is not None)
        )

    def is_young(self, line: Line) -> bool:
        """Whether it is of the last two years, or of no known day."""
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", line.citation.quote)]
        if any(year < self.today.year - 1 for year in years):
            return False  # "told me that in 2014 she got the medal"
        return not line.date or age_in_days(line.date, self.today) < _NEWS_DAYS

    def has_time_for_lunch(self) -> bool:
        """Whether the time of the invitation leaves room for lunch."""
        return leaves_lunch(self.when.phrase if self.when else self.profile.free)

    def is_known(self) -> bool:
        """Whether they are family, or the notes tell anything beyond the circle and the work on their card."""
        return (
            self.material.notes > 0
            or self.is_family()
            or any(fact.kind in {"met_at", "met"} for _, fact in self.store.facts.facts(self.person.id))
        )

    def is_concrete(self, line: Line) -> bool:
        """Whether a line says enough to be worth saying back: "You asked about March" does not."""
        told, length = len(m.telling(line.text)), len(line.text.split())
        says_enough = (
            told >= 2
            or (told and re.match("(?:you told (?:me|us)|i told you) about", line.text, re.IGNORECASE))
            or (told == 1 and length >= 7)
            or '"' in line.text
            or m.is_kind(line.text)
            or self.is_news(line)
        )
        return bool(says_enough) and length <= m.LONGEST_LINE

    def is_shared(self, line: Line) -> bool:
        """Whether it tells something between the two, so that nobody has to say where they know each other from."""
        between = m.TOGETHER.match(line.text) or m.TOLD.match(line.text) or " and I " in line.text
        return self.is_concrete(line) and bool(between or self.is_kindness(line))

    def _worth(self, line: Line) -> float:
        """What they said themselves, recent, concrete and short comes first."""
        text, age = line.text, age_in_days(line.date, self.today)
        worth = 3.0 * bool(m.TOLD.match(text)) + 2.5 * bool(m.NEWS.match(text)) + 1.5 * m.is_kind(text)
        worth += 1.0 * bool(m.TOGETHER.match(text)) + (
            1.5 if re.match(r"you (?:love|enjoy|like|are \w+ing)", text, re.IGNORECASE) else 0
        )
        worth += 2.5 * max(0.0, 1 - age / 900) + (0 if line.clean_note else -3)
        worth -= 3.0 * bool(re.match(r"you (?:asked|want)\b", text, re.IGNORECASE))
        worth -= 2.0 * text.startswith("I ") + abs(len(text.split()) - 11) / 6
        worth += 4.0 * any(claim_stems(wish) & claim_stems(text) for wish in self.request.mention)
        return worth

    # ---- slots ----

    def from_note(
        self, move: str, line: Line, facts: str, planned: str, short: str, *, optional: bool = False
    ) -> Slot:
        """A part that rests on a line of the notes."""
        self._used.add(line.citation.quote)
        return Slot(
            move,
            facts,
            planned,
            short,
            (line.citation,),
            optional=optional,
            support=(line.text, line.citation.quote),
        )

    def was_mine(self, thing: str) -> bool:
        """Whether the notes know this thing only as something the user gave."""
        wanted = claim_stems(thing)
        by = [e.direction for _, e in self.store.facts.ledger(self.person.id) if wanted & claim_stems(e.text)]
        return "gave" in by and not any(direction in {"received", "promised_to_me"} for direction in by)

    def kind(self, line: Line) -> str:
        """What a line tells, which decides what the user says after it."""
        text = line.text
        if '"' in text or m.PROMISE.match(text):
            return "quoted"
        if re.match(r"you\b", text, re.IGNORECASE) and self.is_kindness(line):
            return "kindness"
        if m.TOGETHER.match(text):
            return "together"
        if text.startswith("I "):
            return "mine"
        if re.match(r"you know\b", text, re.IGNORECASE):
            return "knows"
        if m.JOB.match(text):
            return "job"
        if self.is_news(line):
            return "news"
        if _GOING_ON.search(text):
            return "going_on"
        if m.TOLD.match(text) or re.match(
            r"you (?:are|have|love|like|enjoy|want|need|would)\b", text, re.IGNORECASE
        ):
            return "told"
        return "other"

    def hook(self, line: Line, *, optional: bool = False) -> Slot:
        """Something they told, did or like, said back to them with interest."""
        text = line.text
        tail = self.tail(self.kind(line))
        said = re.sub(r"^(?:and|so)\s+", "", tail)
        return self.from_note(
            "hook",
            line,
            f"{text}. {said[0].upper()}{said[1:]}",
            f"{text}, {tail}.",
            f"{text}.",
            optional=optional,
        )

    def tail(self, kind: str) -> str:
        """What the user says after what connects the two, so that it leads to why they write: "and ...", "so ..."."""
        own = f"hook_{self.request.purpose}"
        return self.worded(kind, own if kind in wordings().get(own, {}) else "hook")

    def is_family(self) -> bool:
        """Whether the circle or a note names them as the user's own family."""
        circle = self.person.circle or ""
        kin = re.search(r"\bfamil\w*|\brelatives?\b", circle, re.IGNORECASE) or re.fullmatch(
            KIN, circle.strip()
        )
        return kin is not None or any(_MY_KIN.match(sentence) for sentence, _ in self.material.sentences)

    def may_say(self, fact: Fact) -> bool:
        """Whether a fact stands in a note about them and may be said to them."""
        cited = (fact.citation.note_id, fact.citation.quote)
        shareable = fact.use is Use.SHAREABLE and why_held_back(fact.value) is None
        return bool(fact.value) and shareable and cited in self.material.theirs

    def own_line(self, move: str = "line") -> list[Slot]:
        """The user's own line, word for word, if there is one."""
        return [self.line_slot(move)] if self.request.line else []

    def line_slot(self, move: str) -> Slot:
        """The user's own line in the place of `move`."""
        line = (self.request.line or "").strip()
        own = FromUser(self.request.line or "")
        sources: tuple[Source, ...] = (own,) if move == "line" else (own, FromPlan(move))
        whole = line if re.search(r"[.!?…\"”)]$", line) else f"{line}."
        return Slot(move, line, whole, whole, sources, fixed=True)

    def user_slot(self, move: str, facts: str, planned: str) -> Slot:
        """A part that rests on what the user typed as the ask."""
        return Slot(move, facts, planned, planned, (FromUser(self.request.ask or ""),))

    def worded(self, part: str, purpose: str = "") -> str:
        """How a courtesy is put to this person."""
        return wording(purpose or self.request.purpose, part, self.person.name, quiet=self.material.grieves)

    def courtesy(self, move: str, part: str = "", *, text: str = "", optional: bool = True) -> Slot:
        """A part that rests on the purpose alone, worded as for this person.

        Args:
            part: its name among the wordings, where that is not the move.
            text: its words, where they are settled.
        """
        planned = text or self.worded(part or move)
        return Slot(move, planned, planned, planned, (FromPlan(move),), optional=optional)

    def ask(self, question: str, facts: str, *, meeting: bool) -> Slot:
        """The one ask: the user's own, or the purpose's; with the time frame where it is a meeting."""
        when, sources = self._time()
        other = asked_in(self.request.purpose, self.request.manner)
        if other is not None:
            question, facts, meeting = other.question, other.facts, other.meeting
        if self.request.ask and (own := self._users_ask(self.request.ask, when, sources)):
            return own
        if not meeting:
            return Slot("ask", facts, f"{question}?", f"{question}?", (FromPlan("ask"),))
        tail = f" {when}" if when else " on a day that suits you"
        short = question.replace(" somewhere near you", "").replace("have lunch or a coffee", "have lunch")
        return Slot(
            "ask", f"{facts}{tail}", f"{question}{tail}?", f"{short}{tail}?", (FromPlan("ask"), *sources)
        )

    def _users_ask(self, typed: str, when: str, sources: tuple[Source, ...]) -> Slot | None:
        """The user's own ask with the time frame where it is a meeting; a gap where it cannot be put to them."""
        said = to_reader(written(typed), self.called)  # the user may speak of them: "what she thinks"
        asked = as_question(said, self.request.manner, invites=self.request.purpose == "lunch_invite")
        if not asked.long:
            self.gap(
                f"What would you like to ask {self.first}?",
                f"{typed[:80]!r} could not be put as a question.",
                "ask",
            )
            return None
        if other := who_is_meant(written(typed), self.called):
            self.gap(
                f"Whom do you mean by {other!r}?",
                f"In {typed[:80]!r} it could be {self.first} or somebody else.",
                "ask",
            )
        timed = (
            (self.when is not None or (bool(when) and is_meeting(said)))
            and fold(when) not in fold(asked.long)
            and not re.search(r"\b(?:\w*day|week|month|tomorrow)\b", said)
        )

        def put(question: str) -> str:
            """With the time after what it is the time of, and the rest behind."""
            first, comma, rest = question.partition(", ")
            if timed and comma and is_meeting(first):
                question = f"{first} {when}, {rest}"
            elif timed:
                question += f"{',' if comma or len(question.split()) > _LONG_ASK else ''} {when}"
            return f"{question}? {asked.besides}".strip()

        own = (FromUser(typed), *(sources if timed else ()))
        return Slot("ask", put(asked.long), put(asked.long), put(asked.short), own)

    def _time(self) -> tuple[str, tuple[Source, ...]]:
        if self.when is not None:
            return self.when.phrase, (FromUser(self.request.when or ""),)
        if self.profile.free:
            return one_of(self.profile.free), (FromProfile(self.profile.free_line),)
        return "", ()

    def give(self) -> list[Slot]:
        """An offer of the user's that meets a need of theirs; else the plain offer to be of use."""
        needs = [line for line in self.lines if m.NEED.search(line.text)]
        for offer in self.profile.offers:
            for need in needs:
                if claim_stems(offer) & claim_stems(need.text):
                    text = as_offer(offer)
                    return [
                        Slot(
                            "give",
                            f"{text}, if that is of use",
                            f"{text}, if that is of use to you.",
                            f"{text}.",
                            (FromProfile(offer),),
                            optional=True,
                            support=(offer,),
                        )
                    ]
        return [self.courtesy("give")]

    def out(self) -> Slot:
        """The easy way out, which what asks for nothing has too."""
        own = "out" in wordings().get(self.request.purpose, {})
        planned = self.worded("out" if own else f"out_{self.request.tone}")
        short = self.worded("out_short")
        if self.request.purpose in _ASKING and (other := way_out(self.request.manner)):
            planned, short = other
        return Slot("out", planned, planned, short, (FromPlan("out"),))
