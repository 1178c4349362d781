"""What a partner has to tell: a life to answer from, first words of its own, and nothing that no note holds."""

from pathlib import Path

import pytest

from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.skills.rehearse import say, scenes, start
from coach.skills.rehearse.life import in_first_person
from coach.skills.rehearse.persona import Persona
from coach.skills.rehearse.scenes import find_scene, questions

_OPENING = "Hello there, these snacks are better than last time."


def test_when_every_sample_fails_a_question_is_answered_out_of_the_partners_own_life(book: Book) -> None:
    slip = "As an AI language model, I cannot say."
    writer = scripted_writer([_OPENING, slip, slip, slip, slip])
    talk = start(book, writer, scene="meetup", level=1)
    life = find_scene("meetup").life
    assert say(book, writer, talk.rehearsal_id, "How are you?").transcript[-1].text == life["how"]
    answer = say(book, writer, talk.rehearsal_id, "How did you come to do that?").transcript[-1].text
    assert answer == life["began"]


def test_a_question_reaches_the_model_with_the_line_of_its_life_that_answers_it(book: Book) -> None:
    writer = scripted_writer([_OPENING, "I stand behind the sound desk at night."])
    talk = start(book, writer, scene="meetup")
    say(book, writer, talk.rehearsal_id, "What are you busy with these days?")
    assert find_scene("meetup").life["day"] in str(writer.seen[-1][-1].content)


def test_a_partner_tells_its_name_as_often_as_it_is_asked(book: Book) -> None:
    writer = scripted_writer([_OPENING, *["I'm Dario."] * 4])
    talk = start(book, writer, scene="meetup")
    for asked in ("What is your name?", "Sorry, what was your name again?"):
        assert "Dario" in say(book, writer, talk.rehearsal_id, asked).transcript[-1].text


def test_every_scene_answers_every_kind_of_question_and_opens_with_its_own_words() -> None:
    for scene in scenes().values():
        assert scene.life.keys() == questions().keys() - {"name"}, scene.title  # a name stands in the persona
        assert scene.opens != find_scene("a scene in my own words").opens, scene.title


def test_a_talk_saved_before_scenes_had_a_life_can_be_taken_up(book: Book) -> None:
    writer = scripted_writer([_OPENING, "I mix sound for theatres."])
    talk = start(book, writer, scene="meetup")
    person_id, value = book.store.desk.rehearsal(talk.rehearsal_id) or (None, {})
    old = {key: one for key, one in value["cast"]["scene"].items() if key not in {"life", "opens"}}
    cast = {**value["cast"], "scene": {**old, "opens_with": "say hello"}}
    book.store.desk.save_rehearsal(talk.rehearsal_id, person_id, "2026-11-23", {**value, "cast": cast})
    assert say(book, writer, talk.rehearsal_id, "Hello!").transcript[-1].text == "I mix sound for theatres."


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Anton plays handball with the veterans.", "I play handball with the veterans."),
        ("He is learning the cello.", "I am learning the cello."),
        ("She cycled along the coast in July.", "I cycled along the coast in July."),
        ("Anton fixes clocks", "I fix clocks."),
        ("Anton repairs bicycles and gives courses.", ""),  # the second verb would stay in the third person
        ("Anton told her about it.", ""),
        ("loves hiking", ""),
    ],
)
def test_a_note_is_said_in_the_first_person_or_not_at_all(note: str, said: str) -> None:
    anton = Persona("Anton Weil", "joiner", (note,), (), (), real=True)
    assert in_first_person(note, anton) == said


def test_somebody_real_makes_up_no_news_of_themselves(book: Book, tmp_path: Path) -> None:
    (tmp_path / "Ines Duarte.md").write_text("Ines is learning the cello.\n", encoding="utf-8")
    import_paths(book, [tmp_path / "Ines Duarte.md"])
    news = "I watched a film about volcanoes and mindfulness."
    writer = scripted_writer(["Good to see you again.", news, news])
    talk = start(book, writer, with_name="Ines", level=3)
    line = say(book, writer, talk.rehearsal_id, "What did you see at the cinema?").transcript[-1].text
    assert "volcanoes" not in line


@pytest.mark.parametrize("slip", ["Hello, [Name]. I'm Dario.", "As a sound technician, I mix sound."])
def test_a_hole_for_a_name_and_a_title_worn_aloud_are_never_said(book: Book, slip: str) -> None:
    writer = scripted_writer([_OPENING, slip, "I mix sound for theatres."])
    talk = start(book, writer, scene="meetup")
    line = say(book, writer, talk.rehearsal_id, "What do you do?").transcript[-1].text
    assert ", ." not in line
    assert "As a" not in line


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_nobody_lends_a_car_to_somebody_they_hardly_know(book: Book, level: int) -> None:
    writer = scripted_writer([_OPENING, "Of course, take my car!", "Sure, take my car!"])
    talk = start(book, writer, scene="meetup", level=level)
    line = say(book, writer, talk.rehearsal_id, "Could you lend me your car?").transcript[-1].text
    assert "take my car" not in line
