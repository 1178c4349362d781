"""Asks, answers and goals as hurried, shy and second-language people type them, through the public calls."""

import pytest

from coach.people.book import Book
from tests.drafts import ANA, ME, Import, made, notes

__all__ = ["notes"]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        ("would she look at my last 20 and throw out ten", "Would you look at my last 20 and throw out ten?"),
        ("which morning is she in the shop so i can drop it", "Which morning are you in the shop so I can drop it?"),
        ("quick call, 20 min, hear how a shop like hers runs", "a quick call, 20 minutes, to hear how a shop like yours runs?"),
        ("coffee somewhere, i bring the prints and she tells me which hold up", "I bring the prints and you tell me which hold up."),
        ("i want ask if she can read my letter", "Can you read my letter?"),
        ("look at my daughter's CV, she starts nursing in May", "look at my daughter's CV? She starts nursing in May."),
        ("to borrow the drill", "Could I borrow the drill?"),
        ("the sample page is done, to which address may I send it?", "The sample page is done; to which address may I send it?"),
        ("heres the photos like i said, is there anything else she needs", "Here's the photos like I said; is there anything else you need?"),
        ("both forms are signed, does she want them by post", "Both forms are signed; do you want them by post?"),
        ("the paint has the name Olbrich", "The paint has the name Olbrich; is that of use to you?"),
        ("that we hear us once on the phone, no hurry", "Could we hear us once on the phone"),
        ("my cv. is it any good", "My CV: is it any good?"),
        ("wld she send me pls the link abt the course", "Would you send me the link about the course?"),
        ("she should tell me if i order it for her", "Could you tell me if I order it for you?"),
        ("coffee at the bakery and we settle the list", "We settle the list."),
        ("half an hr, how she got into data", "half an hour, to hear how you got into data"),
        ("could she say why we sat 3 hours at the gate", "why we sat 3 hours at the gate?"),
        ("tell her I mean to open a shop, and would she come and look", "I mean to open a shop; would you come and look?"),
        ("can i ring her now n then w dumb questions", "Can I ring you now and then with dumb questions?"),
        ("the slides of her talk", "Could I ask you for the slides of your talk?"),
    ],
)  # fmt: skip
def test_an_ask_typed_in_haste_is_put_to_the_reader_in_good_english(
    book: Book, notes: Import, ask: str, said: str
) -> None:
    notes(ANA, me=ME.replace("Lunch on Tuesdays or Thursdays.", ""))
    drafted = made(book, purpose="share_goal", ask=ask)
    assert (said in drafted.body, drafted.status) == (True, "ready"), drafted.body


@pytest.mark.parametrize(
    ("purpose", "ask"),
    [
        ("share_goal", "dunno"),
        ("share_goal", "tell her i said hi"),
        ("share_goal", "would she look at my daughter's CV, she starts in May"),
        ("intro_request", "could she help me"),
        ("intro_request", "her brother"),
        ("thank_you", "i dont know"),
    ],
)
def test_an_ask_that_cannot_be_put_to_the_reader_is_asked_about(
    book: Book, notes: Import, purpose: str, ask: str
) -> None:
    notes(ANA)
    drafted = made(book, purpose=purpose, ask=ask)
    assert drafted.status == "needs_you"
    assert any(gap.field == "ask" for gap in drafted.gaps)


def test_whom_to_meet_is_found_in_small_letters_and_why(book: Book, notes: Import) -> None:
    notes(ANA)
    ask = "could she put me on to paul entwistle, just a quick phone call, i want to know is the course ok for a beginner"
    drafted = made(book, purpose="intro_request", channel="linkedin_message", ask=ask)
    assert "Would you be willing to introduce me to Paul Entwistle?" in drafted.body
    assert (
        "Paul Entwistle: a quick phone call. I want to know whether the course is ok for a beginner."
        in drafted.body
    )
    assert drafted.status == "ready"


@pytest.mark.parametrize(
    ("ask", "message", "open_questions"),
    [
        ("yes still on for Saturday, I'm getting the 9.24", "Are you still ok for Saturday? And what train are you getting?", 0),
        ("yes still on for Saturday", "Are you still ok for Saturday? And what train are you getting?", 1),
        ("yes he can bring his own", "Hi Sam, can Adam bring his own recorder on Thursday?", 0),
        ("yes to both", "Can you bring the keys? Will you lock up after?", 0),
        ("yes", "Can you bring the keys? Will you lock up after?", 1),
        ("can be in til half 10. key is under the blue pot", "Could you be in from 9 to let him through? And have you seen the spare key?", 0),
        ("yep sat half 9, no money", "What time suits, and what do I owe you for it?", 0),
        ("monday is better", "When can you visit the lab? And how many are you?", 1),
        ("ok", "What do you want for your birthday?", 1),
    ],
)  # fmt: skip
def test_an_answer_covers_what_it_answers_and_no_more(
    book: Book, notes: Import, ask: str, message: str, open_questions: int
) -> None:
    notes(ANA)
    drafted = made(book, purpose="reply", ask=ask, message=message)
    assert len(drafted.gaps) == open_questions
    assert (drafted.status == "ready") is (open_questions == 0), drafted.checks


def test_a_price_on_the_users_own_page_answers_what_they_charge(book: Book, notes: Import) -> None:
    notes(ANA, me=ME.replace("Proofreading English", "Proofreading English (free, never take money)"))
    drafted = made(
        book,
        purpose="reply",
        ask="sure, glad to",
        message="Would you proofread my English page? What do you charge?",
    )
    assert "free, never take money" in drafted.body
    assert drafted.status == "ready"


@pytest.mark.parametrize("order", [1, -1])
def test_a_goal_that_says_from_whom_it_is_kept_keeps_no_other(book: Book, notes: Import, order: int) -> None:
    goals = ["- start a falls class by March", "- open my own practice, nobody at Bramley is to know"][
        ::order
    ]
    notes(
        "---\nname: Tom Hale\norganization: Bramley School\n---\n2026-10-01 He lent me his bicycle pump.\n",
        me=ME.replace("- I want to move from teaching into data analysis.", "\n".join(goals)),
    )
    told = made(book, to="Tom", purpose="share_goal")
    assert told.status == "ready"
    assert "I want to start a falls class by March" in told.body
    assert "practice" not in told.body


def test_what_they_said_of_somebody_unnamed_is_not_said_back(book: Book, notes: Import) -> None:
    notes(
        '---\nname: Kofi Mensah\n---\n2026-10-01 Kofi said "go and tell her".\n2025-03-02 He lent me his ladder.\n'
    )
    drafted = made(book, to="Kofi")
    assert "tell her" not in drafted.body
    assert "You lent me your ladder" in drafted.body


def test_a_goal_kept_from_a_firm_is_told_elsewhere_and_not_there(book: Book, notes: Import) -> None:
    page = ME.replace(
        "- I want to move from teaching into data analysis.",
        "- teaching -> data analysis. Not for Bramley ears",
    )
    notes(
        ANA,
        "---\nname: Tom Hale\norganization: Bramley School\n---\n2026-10-01 He lent me his bicycle pump.\n",
        me=page,
    )
    assert "I want to move from teaching to data analysis" in made(book, purpose="share_goal").body
    assert made(book, purpose="share_goal").status == "ready"
    assert [gap.what for gap in made(book, to="Tom", purpose="share_goal").gaps] == [
        "Should Tom know of your goal?"
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [("sat 5 dec, 10am", "on Saturday 5 December, 10am?"), ("next thurs", "next Thursday?"), ("out in the sun", "out in the sun?")],
)  # fmt: skip
def test_a_day_typed_short_is_written_out(book: Book, notes: Import, when: str, said: str) -> None:
    notes(ANA)
    assert said in made(book, when=when).body


def test_somebody_to_be_told_of_the_user_is_somebody_to_meet(book: Book, notes: Import) -> None:
    notes(ANA)
    ask = "tell Ms. Gittens about me for the teaching, or say if I could call her"
    drafted = made(book, purpose="intro_request", channel="linkedin_message", ask=ask)
    assert "introduce me to Ms. Gittens?" in drafted.body
    assert drafted.status == "ready"


def test_their_sister_is_met_by_her_name_and_not_as_their_sister(book: Book, notes: Import) -> None:
    notes(ANA)
    for ask in ("introduce me to her sister Jean", "cd you put me onto your aunty jean"):
        drafted = made(book, purpose="intro_request", channel="linkedin_message", ask=ask)
        assert "introduce me to Jean?" in drafted.body


def test_a_name_typed_small_is_no_trade(book: Book, notes: Import) -> None:
    notes(ANA)
    drafted = made(
        book, purpose="intro_request", channel="linkedin_message", ask="wud u mention me to ruth okafor"
    )
    assert "introduce me to Ruth Okafor?" in drafted.body
