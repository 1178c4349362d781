"""What a draft may touch and what it may not, on sentences as people write them."""

import pytest

from coach.people.second_opinion import careful_use_of
from coach.people.use import use_of
from coach.types import Use

SHAREABLE = """
Met her at the gym, she runs the river trust and loves cats.
She works at the hospital as a porter.
Nurse at St Mary's Hospital in Leeds since 2019.
He is a health economist at the University of York.
Works for a charity for cancer research.
He moved to Lyon in 2021 and started at a bank.
Lunch at Luigi's, we talked about boats for two hours.
She told me she is learning Portuguese.
He asked if I knew anybody who restores old clocks.
Her daughter starts school in September.
They have two boys, six and nine.
She offered to introduce me to her old boss.
He said to email him after the 20th.
I promised to send her the slides.
Plays the cello in the town orchestra.
She is the head of data quality at the Northern Tumour Registry.
Company: Mersey Hospital Trust
Position: Cancer Research Nurse
He studied politics and history at Leeds.
She writes software for a dialysis equipment company.
He volunteers at the food bank on Saturdays.
The talk was on heart imaging; she gave it without notes.
Vegetarian, hates coriander.
He is a family lawyer in Bremen.
She sings in the church choir with my aunt.
We met through the book club at the library.
He got promoted to team lead in May.
She just came back from Japan and is full of stories.
I heard her speak at the harbour conference, very clear and funny.
I heard back from him on Friday, he can do lunch.
He works at Visa as an analyst.
She owes me a coffee, she says.
They raised £2m in a seed round last spring.
He fixed my bike and would not take anything for it.
Her sister works with Tom at the port.
She has a new puppy called Biscuit.
He collects maps of islands that do not exist.
Her birthday is on 14 May.
He wants to learn to sail before he turns fifty.
She recommended a podcast about bridges.
He is organising the summer fair and looks for people with vans.
He retired in 2020 and keeps bees now.
She teaches maths at the college.
Er arbeitet seit 2018 bei der Bahn und spielt Schach.
Elle travaille dans une librairie à Lyon.
Trabaja en una imprenta y le encanta el teatro.
Lavora al porto e suona il clarinetto.
She is opening a second bakery in May.
We met at a pottery class in 2022.
He is training for the Leeds half marathon.
Her team builds routing software for ferries.
He's reading a book about lighthouses.
Moved from Porto to Leeds in 2005.
She said yes to lunch on Thursday.
He gave me a lift to the station.
Works in IT support at the city council.
Recently promoted to senior engineer.
She runs a reading group on Mondays.
We used to share a desk at the insurance company.
His wife Ana teaches French.
He introduced me to the editor of the magazine.
Doctor at the children's hospital, two streets away.
She studies tumour cells at the university.
Pays for coffee every time, very generous.
He is writing a novel about a lighthouse keeper.
She has offered to read my CV.
Loves hiking and terrible puns.
We talked about her new kitchen for an hour.
He grows tomatoes on the balcony.
Just back from parental... no, from Paris.
She knows everybody at the port.
His band plays at the Crown on Fridays.
Has a boat called Marigold.
She organises the street party every July.
Teaches Italian at the evening college.
He showed me how to prune the apple trees.
Runs the finance team at a paper mill.
Her favourite place is the reading room.
Works on ferry timetables for the county.
She asked if I could proofread her talk.
He moved here from Gdansk for the shipyard.
We carpool on Wednesdays.
He likes puzzles and bad weather.
She sent me photos of the lighthouse.
He is learning sign language with his niece.
Her new job starts in January at the museum.
Invited me to see the archive.
He's a paramedic in York.
She edits the parish newsletter.
They adopted a cat from the shelter.
He has lunch at noon sharp.
She is on the board of the sailing club.
"""

DELICATE = """
Her mother is ill.
He is going through a divorce.
Going through a rough patch at home, did not want to say more.
She has been struggling since the spring.
They are doing IVF for the third time.
He was in hospital for two weeks in May.
She lost her job in March and is looking.
His father died last autumn.
He was made redundant, the whole team went.
She has been sober for three years.
Her husband moved out in June.
They have not spoken since the custody hearing.
He is behind on the rent.
She had a miscarriage last year.
She is pregnant, due in April.
He takes medication for his nerves.
He started therapy and says it helps.
Her son dropped out and is at home all day.
He came out to his parents this summer.
She votes for the other lot and says so.
He prays five times a day.
She converted before the wedding.
His visa runs out in December.
He is waiting for his asylum hearing.
She was diagnosed with something, she would not say what.
His brother is in prison.
She is being sued by her old partner.
He went bankrupt in 2015.
They may lose the house.
She is a widow since last winter.
He cried in the car park.
She is not well and works from bed.
He has had no sleep since the baby and looks grey, burned out.
Her brother drinks again.
She cares for her mother, who no longer knows her.
He is autistic and told me so in a letter.
She has a chronic illness that nobody sees.
His wife left him for a colleague.
They broke up over Christmas.
She was let go on Friday, with a box.
He is on a performance plan and scared.
He was fired from the docks.
Her biopsy came back, we wait.
He has to see a specialist about his heart.
Money is tight with the second baby.
She cannot afford the course this year.
He is out of work since the summer.
Her stepson ran away twice.
She broke her hip on the stairs.
He told me about his panic attacks.
She gave notice and has nothing yet.
His mum has dementia and he drives up each weekend.
They were evicted in the winter.
She grew up in foster care.
He is gay and not out at work.
She is a devout Catholic.
She went to rehab twice.
He lost a child, years ago.
Sie ist schwanger und sagt es noch keinem im Team.
Er ist seit dem Sommer arbeitslos.
Seine Frau ist gestorben.
Elle est malade depuis trois mois.
Il a perdu son emploi, licencié en juin.
Está embarazada y muy cansada.
Se divorció el año pasado.
Suo padre è morto in marzo.
Ela está doente e não trabalha.
Her marriage ended in the spring.
Wife is undergoing chemo.
He's on antidepressants again.
They're fighting over who gets the kids.
Grieving for his dog, and his dad.
Had knee surgery in June.
Is in recovery, five years now.
She can't make the rent this month.
His company is letting people go and he is on the list.
Was told on Monday that her post is gone.
Her daughter has an eating disorder.
She lost the baby.
He never got over his brother's suicide.
They are separated but live in the same house.
Had a stroke last winter, walks with a stick.
Feels very alone since the move.
Her husband gambles.
He's Jewish and keeps the holidays.
She transitioned two years ago.
Her green card is still pending.
He was arrested at the demo.
Failed the bar exam twice.
Cancer is back.
He has MS.
She hasn't got long.
He is estranged from his sons.
Her parents do not speak to her any more.
Sleeps badly, worries about money.
Has been off sick since March.
He's being treated for depression.
On parental leave until the autumn.
They can't have children.
He nearly died in the crash.
Buried her grandmother last week.
Owes the tax office a lot.
Her visa application was refused.
He thinks his contract won't be renewed.
She is having trouble at work with her manager.
Her father passed in the night.
He has been seeing a counsellor since the accident.
Trying for a second child, not easy.
She quit drinking in 2019.
Their house burned down and the insurance will not pay.
He was passed over for the promotion again.
Her brother came back from prison.
She takes insulin and checks her sugar at lunch.
He does not see his daughter any more.
She is on her third round of fertility treatment.
He got divorced in 2018 and it still stings.
Their youngest was born with a heart defect.
She volunteers for the Greens and argues about it.
His mother moved into a nursing home.
The bank is taking the flat.
Her teenage son is in trouble with the police.
He has dyslexia and hides it well.
She left the church after the wedding.
He was bullied out of his last job.
Six months without work now.
Her hands shake since the stroke.
He lives with HIV.
She is undocumented.
His firm went under.
She's having a hard pregnancy.
He lost his licence for drink driving.
They are in couples counselling.
Her sister took her own life.
He had a breakdown two years ago.
She was let go after the merger.
Not doing so great after the funeral.
He is in a wheelchair since the fall.
"""

PRIVATE = """
PRIVATE: never lends books back.
private: do not bring up the flat.
- PRIVATE: he has a temper
I heard that she is leaving the bank.
Apparently they are moving to Oslo.
Tom told me that Anna wants to leave.
There is a rumour about a merger.
Someone said he cheats at cards.
She comes across as arrogant.
A bit of a snob, if I am honest.
He is annoying in groups.
Bad breath, stand upwind.
He is unreliable, always late, never says sorry.
I don't trust him with anything I care about.
She drinks too much at parties.
He still owes me sixty pounds.
Saw on LinkedIn that she changed jobs.
She earns 90k a year.
His salary is twice mine.
Please keep this to yourself, he said, it is not public yet.
Told me in confidence that the shop will close.
Between us, she cannot stand her boss.
Don't mention the exam.
He only calls when he needs something.
She never thanked me for the reference.
I think he is rather dull.
He flirts with everybody at the bar.
I find her very attractive.
She talks too much and never asks anything back.
He never replies to anybody.
According to Peter she was asked to go.
It is a secret until the spring.
Note to self: keep my distance.
Overheard her on the train, she wants to quit.
He strikes me as lonely.
Confidential: the offer is at 85,000 euros.
They say he bought his degree.
He name-drops all evening.
Hab gehört, dass sie kündigt.
Angeblich zieht er nach Wien.
Il paraît qu'elle divorce.
Me han dicho que se marcha.
Ho sentito che lascia l'ufficio.
Ouvi dizer que ele vai sair.
Word has it they are splitting the team.
My sister says he is difficult.
Marta reckons she'll be gone by May.
A show-off, talks about his car.
Not the brightest.
He smells of smoke.
I can't stand her laugh.
Heard from Paul that she got the job.
She asked me to keep it quiet.
Nobody at the office knows yet.
I find him creepy.
Thinks he is better than everyone.
He makes about 70k.
Bit dim but kind.
I have a crush on him.
Cheap; never buys a round.
Self-important little man.
I noticed she had been crying.
Saw her with another man at the cinema.
He let me down over the reference.
Total gossip, tell her nothing.
Her LinkedIn says open to work.
I don't really like her.
rich family, never worked a day
Please don't repeat this.
sleeping with her boss, they say
I think she's lying about her degree.
He is full of himself.
People say he was pushed out.
She is so boring at parties.
Keep this to myself: they're selling the shop.
He cheats on his wife, according to Lena.
She dresses badly.
His handshake is limp and he stares.
I was told not to mention the lawsuit.
Never trust him with a secret.
Cannot take a joke.
She used me to get to Priya.
He has no manners.
From what I gather, they are broke.
She only talks about herself.
I saw on Instagram that they split up.
Rumour has it he's leaving.
He charges 120 euros an hour and is not worth it.
Lazy, in my opinion.
A gossip. Careful.
"""


def _lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line]


@pytest.mark.parametrize("sentence", _lines(DELICATE) + _lines(PRIVATE))
def test_no_secret_passes_for_shareable(sentence: str) -> None:
    assert use_of(sentence) is not Use.SHAREABLE


@pytest.mark.parametrize("sentence", _lines(PRIVATE))
def test_what_is_hearsay_or_judgement_is_private(sentence: str) -> None:
    assert use_of(sentence) is Use.PRIVATE


def test_nine_in_ten_harmless_sentences_stay_usable() -> None:
    kept = [sentence for sentence in _lines(SHAREABLE) if use_of(sentence) is Use.SHAREABLE]
    assert len(kept) >= 0.9 * len(_lines(SHAREABLE)), sorted(set(_lines(SHAREABLE)) - set(kept))


def test_what_people_told_of_themselves_is_no_hearsay() -> None:
    sentence = "Ben told me he restores old clocks."
    assert use_of(sentence) is Use.PRIVATE
    assert use_of(sentence, ("Ben Okafor",)) is Use.SHAREABLE


@pytest.mark.parametrize(
    ("workplace", "story"),
    [
        ("She works at the hospice in Armley.", "She is in the hospice in Armley."),
        ("He is a therapist.", "He is seeing a therapist."),
        ("A nurse in intensive care.", "Her nurse said she was in intensive care."),
        ("He does research on depression.", "He has a depression."),
    ],
)
def test_a_place_of_work_is_not_a_story(workplace: str, story: str) -> None:
    assert use_of(workplace) is Use.SHAREABLE
    assert use_of(story) is not Use.SHAREABLE


@pytest.mark.parametrize(
    "sentence",
    [
        "Her knees are shot and the stairs at work are torture.",
        "She and Rob are taking a break.",
        "Her waters broke at twenty-six weeks.",
        "His stepfather used to hit them.",
    ],
)
def test_what_is_said_sideways_is_held_back_before_others_see_it(sentence: str) -> None:
    assert use_of(sentence) is Use.SHAREABLE
    assert careful_use_of(sentence) is not Use.SHAREABLE


@pytest.mark.parametrize(
    "sentence",
    [
        "She has booked a stall at the book fair in May.",
        "He restores sailing boats and teaches knots on Fridays.",
        "She works at the harbour office as a data analyst.",
        "He offered to introduce me to the editor.",
    ],
)
def test_a_second_opinion_leaves_harmless_words_alone(sentence: str) -> None:
    assert careful_use_of(sentence) is Use.SHAREABLE
