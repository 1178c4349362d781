"""Sentences to the ledger: what I gave, what I received, what either side promised.

The words alone decide who gave: "I", a name or a pronoun before the verb; where the subject is left out, "me" after it
means that they gave and "him" or "her" that I did.
"""

import re
from collections.abc import Iterator

from coach.people.clauses import ME, Sentence
from coach.people.cues import each
from coach.people.found import FoundEntry
from coach.people.names import word_set

_GAVE = re.compile(
    r"\b(?P<verb>helped|sent|gave|lent|wrote|introduced|brought|proofread|proof-read|translated|explained|drove|made|baked|cooked|covered|recommended|showed|shared|fixed|repaired|carried|bought|paid|edited|"
    r"reviewed|corrected|taught|forwarded|referred|connected|passed|fed|feeding|babysat|walked her dog|walked his dog|looked after|took in|took up|picked up|left|swapped|mended|hosted|invited|tutored|coached|donated|"
    r"delivered|sewed|knitted|printed|scanned|organised|organized|arranged|vouched|endorsed|read|practised with|rehearsed with|advised|offered her my|offered him my|put me in touch|put her in touch|put him in touch|"
    r"borrowed|let me|got me|took me|took us|treated|patched|sold me|gifted|cheered|watered|minded|sorted out|kept me|saved me|stood in for|filled in for|lend|lends)\b(?P<rest>[^\n]*)"
)
_NEEDS_A_RECEIVER = word_set(
    "organised organized arranged shared printed donated edited translated made left read paid wrote walked passed showed kept"
)
"""What is given only where the words say to whom."""

_TO_ME = re.compile(r"\b(?:me|my|us|our|mine|myself|mir|mich)\b")
_TO_THEM = re.compile(r"\b(?:him|her|them|his|their|hers|theirs|ihm|ihr)\b")
_NOT_A_GIFT = re.compile(
    r"^\s+(?:me|us|him|her|them)?\s*(?:\d|of\b|not to\b|about\b|a (?:look|smile|fright|start|nod|wink|shock)\b|to (?:her|his|their) [\w-]+\b|up|off|away|late|early|notice|gave up|a hug|hell|the (?:impression|feeling|creeps|look|date|slip)|me down|me waiting|sure|fun of|a face|it|that|at\b|out of|in (?:19|20)|the company|the bank|the hospital|"
    r"her job|his job|their job|the room|for\b|on\b|in\b|to\b$|a joke|jokes|me (?:laugh|cry|nervous|feel|wait|think|promise)|us laugh|me that|money$|no |nothing\b|teaching|university|school)",
)
_MADE_TO = re.compile(
    r"made (?:me|us|him|her|them) (?!an?\b|the\b|some\b|my\b|his\b|her\b|two\b|three\b|(?:\w+ )?(?:tea|coffee|dinner|lunch|breakfast|supper|soup|cake|food)\b)[a-z]+\b"
)
"""Who is made to do something is given nothing."""

_NOT_DONE = re.compile(
    r"\b(?:not|never|n't|n’t|no|nobody|feeling that(?: I)?|would|could|should|might|may|will|'ll|’ll|must|to|want|wants|wish|if|if only|asked (?:me|him|her) (?:if|whether)|cannot|can|hope|hopes)\s*(?:\w+ly\s+)?(?:have\s+|has\s+)?$",
    re.IGNORECASE,
)
_GOT = re.compile(
    r"\b(?:I|we)\s+(?:got|received|borrowed|learned|learnt)\s+(?P<what>[^.;\n]+?)\s+from\s+(?:him|her|them|\[\[|[A-ZÀ-Þ])|\b(?:Got|Received|Borrowed)\s+(?!(?:let go|laid off|fired|sacked|back|home|away)\b)(?P<bare>[^.;\n]+?)\s+from\s+(?:him|her|them|\[\[|[A-ZÀ-Þ])"
)
_MEDIATED = re.compile(
    r"\b(?P<how>put me in touch with|introduced me to|connected me (?:with|to)|wrote (?:me )?a reference|wrote (?:me )?a letter|wrote me|vouched for me|recommended me|got me (?:in|an interview|the job))\b"
)

_GAVE_ABROAD = re.compile(
    r"\b(?P<mine>(?:ich|wir) habe?n? (?:ihm|ihr|ihnen) (?:[^.;\n]{0,60} )?{de}|habe? (?:ihm|ihr|ihnen) (?:[^.;\n]{0,60} )?{de}|je (?:lui|leur) ai {fr}|(?:le|les) (?:presté|di|regalé|envié|mandé|ayudé|enseñé|llevé)|"
    r"(?:gli|le) ho {it}|(?:emprestei|dei|ajudei|mandei|enviei)-?(?:lhe)?)\b|"
    r"\b(?P<theirs>hat (?:mir|uns) (?:[^.;\n]{0,60} )?{de}|m['’]a {fr}|me (?:prestó|dio|regaló|envió|mandó|ayudó|enseñó|trajo|llevó|ha prestado|ha dado|ha ayudado)|"
    r"mi ha {it}|me (?:emprestou|deu|ajudou|mandou|enviou|trouxe))\b".replace(
        "{de}", "(?:geliehen|gegeben|geholfen|geschenkt|gezeigt|geschickt|gebracht|mitgebracht|repariert)"
    )
    .replace("{fr}", "(?:prêté|donné|aidé|envoyé|montré|apporté|réparé|appris)")
    .replace("{it}", "(?:prestato|dato|aiutato|regalato|mandato|portato|mostrato|insegnato)")
)
_I_PROMISE = re.compile(
    r"\b(?:I|we|have)\s*(?:\s+have\s+|had\s+|also\s+|then\s+|still\s+)*(?:promised|owe|agreed to|offered to|said (?:that )?I(?:'d|’d|'ll|’ll| would| will| could (?:lend|send|bring|help|look|show|have))|will (?:send|write|bring|lend|introduce|call|ring|help|show|share|look)|'ll (?:send|write|bring|lend|introduce|call|ring|help|show|share|look)|"
    r"must (?:to )?(?:send|write|bring|return|give|call|ring|introduce|thank|reply|answer|share|lend|forward|pay)|need to (?:send|bring|return|give|introduce|reply|answer|share|forward|pay|get back)|have to (?:send|bring|return|give|introduce|reply|answer|share|forward|pay)|"
    r"should (?:send|bring|return|give|introduce|reply|answer|share|forward|pay)|never gave|haven't (?:sent|returned|given|paid)|have not (?:sent|returned|given|paid)|told (?:her|him|them) I(?:'d|’d|'ll|’ll| would| will)|am to (?:send|bring|call|ring|write|show|lend|help)|['’]m to (?:send|bring|call|ring|write|show|lend|help))\b(?P<rest>[^\n]*)"
    r"|\b(?:I'd|I’d|I'll|I’ll)\s+(?:send|write|bring|lend|introduce|call|ring|help|show|share|look|get back)\b[^\n]*"
    r"|^(?:(?:[Mm]ust|[Nn]eed to|[Hh]ave to|[Ss]hould|TODO:?|[Tt]o ?do:?|[Rr]emember to|[Dd]on't forget to)\s+(?:send|write|bring|return|give|call|ring|introduce|thank|reply|answer|share|lend|forward|pay|ask|get|invite|email)|[Pp]romised (?:her|him|them|to (?:send|lend|bring|write|introduce|share|show|help)|\[\[|[A-ZÀ-Þ])|[Ss]aid I(?:'d|’d|'ll| would| will)|[Oo]we (?:him|her|them))\b[^\n]*"
)
_AND_I_MUST = re.compile(
    r"(?:\b(?:and|but|so)|[,;–—-])\s+(?:I\s+)?(?:still\s+)?(?P<must>must|need to|have to|should)\s+(?:(?P<back>return|(?:give|bring|take) (?:(?:it|them|the \w+|her|his) )?back)|give|send|bring|pay|lend|show)\b"
)
_I_OWE_ABROAD = re.compile(
    r"\b(?:le|les|te) (?:debo|he prometido|prometí)\b|\b[Ii]ch schulde (?:ihm|ihr|ihnen)\b|\bschulde (?:ihm|ihr) noch\b|"
    r"\b(?:habe?) (?:ihm|ihr|ihnen) [^.;\n]{0,60}?\b(?:versprochen|zugesagt)\b|\b[Jj]e lui (?:dois|ai promis)\b|"
    r"\b(?:gli|le) (?:devo|ho promesso)\b|\b(?:devo-lhe|prometi-lhe)\b",
    re.IGNORECASE,
)
_THEY_PROMISE_ABROAD = re.compile(
    r"\bhat (?:mir|uns) (?:[^.;\n]{0,60}? )?(?:versprochen|angeboten|zugesagt)\b|\bhat (?:angeboten|versprochen),|"
    r"\b(?:versprach|bot) mir\b|\bme (?:prometió|ofreció|ha prometido|ha ofrecido|prometeu|ofereceu)\b|"
    r"\bm['’]a (?:promis|proposé|offert)\b|\bmi ha (?:promesso|offerto)\b",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"(?:(?:an?|for|her|his|their) )?(?:\w+ )?(?:prices?|discounts?|courses?|jobs? to|classes|lessons for|deals?|services?|money|treatments?)\b",
    re.IGNORECASE,
)
"""What is offered to anybody who pays."""

_ONLY_THINKING = re.compile(
    r"\b(?:think\b(?! of)|thought about it|see|try|write something first|be there|be back|be late|maybe|no\b|not\b.{0,3}(?:come|go))\b"
)
_THEY_PROMISE = re.compile(
    r"\b(?:has\s+|have\s+|had\s+|also\s+|then\s+)*(?P<verb>offered|offers|promised|promises|agreed|volunteered|invited|owes me|owes us|has offered|is happy|would be happy|'d be happy|’d be happy|is glad|would be glad|is willing|would be willing|is open|wants to introduce me|can introduce me|could introduce me|will introduce me)\s+(?P<what>(?:to|me|us|her|his|help|a|an|for)\b[^\n]*|(?<=owes me )[^\n]+|$)|(?P<owes>owes (?:me|us):?\s+[^\n]+)"
    r"|\b(?P<says>said|says|told me|told us|tells me|mentioned|wrote|added|meant|keeps saying|always says|repeated|insisted)\b(?:\s+that)?[,:]?\s+(?P<will>(?:(?:he|she|they|(?<=[:,]\s)i)(?:'d|’d|'ll|’ll| would| will| can| could| is happy| would be happy|'d be happy)\s+(?:be (?:happy|glad) to\s+)?(?:gladly\s+|always\s+|also\s+|happily\s+)?"
    r"(?:send|introduce|help|ring|call|write|lend|ask|put|show|look|read|pass|forward|share|recommend|refer|talk|speak|meet|give|bring|come|try|find|keep|let me|have a look|review|practise|vouch|explain|teach|connect|get me|take me|save|hold|check|sort|fetch|post|mention|fix|drive|pick|translate|proofread|fill|swap|be a reference|babysit|water|feed|cook)\b[^\n]*)|"
    r"to\s+(?:just\s+|always\s+)?(?:(?:e-?mail|write|call|ring|text|message|ping|contact|bring|send|ask|reach out|shout|get in touch)\b(?=[^\n]*\b(?:any|any ?time|whenever|if)\b)|(?:come|drop|pop|stop by|use|borrow|take|apply|let (?:her|him|them) know)\b)[^\n]*|(?:i|we)\s+(?:should|can|could|may)\s+(?:always\s+)?(?:write|call|ring|e-?mail|get in touch|come|apply|ask|send|contact|use|stay)\b[^\n]*)"
    r"|\b(?P<can>(?:can|could)\s+(?:also\s+|always\s+)?(?:look at|look over|check|fix|help|read|review|teach|show|lend|put|introduce|give|get|drive|take|recommend|explain|connect|vouch for)\b[^\n]*\b(?:me|us|my|our)\b[^\n]*)"
    r"|(?P<future>(?:will|['’]ll)\s+(?:gladly\s+|also\s+|then\s+|always\s+)?(?:(?:put|introduce|send|lend|show|teach|help|give|bring|get|take|drive|call|ring|write to|tell|let|forward|recommend|find|keep|save)\s+(?:me|us)\b|(?:bring|send|lend|ask|introduce|forward|put in|look out|look into|find out)\s+(?!(?:him|her|them|up|(?:it|this|that) up)\b)))[^\n]*"
    r"|\b(?P<door>(?:(?:the|her|his|their|my) door is (?:always )?open|always welcome|any ?time i (?:want|need|like)|just (?:have to )?(?:ask|call|ring|say the word)|only have to (?:ask|call|say)|keep me (?:posted|in mind)|is happy to help|happy to (?:help|introduce|talk|chat|read|look|meet|share|make an intro)|glad to (?:help|introduce|talk|chat|read|look|meet)))\b[^\n]*"
)
_SPOKEN_OFFER = re.compile(
    r"\b(?:(?:[Ll]et|[Tt]ell) me (?:know )?(?:when|if|as soon as|once)|[Ww]rite (?:to )?me|[Cc]all me|[Rr]ing me|[Ee]-?mail me|[Tt]ext me|[Dd]rop me|[Ss]end me (?:your|the|it|a)|[Cc]ome (?:by|and see|over|round|see)|[Gg]et in touch|[Gg]ive me a (?:call|ring|shout)|[Ii]f you (?:ever|need|want)|[Ww]hen you(?:'re| are) ready|"
    r"[Aa]ny ?time|[Jj]ust (?:ask|shout|call)|[Mm]y door is|I(?:'ll|’ll| will| can| could| would|'d|’d) (?:gladly |happily |always )?(?:introduce|help|put|send|lend|show|read|look|pass|forward|ask|recommend|refer|ring|call|vouch|keep)|[Hh]appy to|[Mm]elden Sie sich|[Mm]eld dich|[Ss]chreib(?:en Sie)? mir|[Rr]uf mich an|[Rr]ufen Sie mich an|[Mm]ándame|[Ee]nvíame|[Éé]crivez-moi|[Aa]ppelez-moi|[Éé]cris-moi|[Ee]scríbeme|[Ss]crivimi|[Ee]screve-me|[Aa]ppelle-moi|[Ll]lámame)\b"
)
_BIDDEN = re.compile(
    r"(?:just |please )?(?:(?:e-?mail|write(?: to)?|call|ring|text|message|phone|contact) (?:me|him|her|them)\b|send (?:me|him|her|them) |"
    r"drop (?:me|him|her|them) a |let (?:me|him|her|them) know|get in touch|come (?:by|and see|over|round|see))",
    re.IGNORECASE,
)
"""What somebody is said to have told the user to do, which opens a door: "said email me in autumn"."""

_QUOTE = re.compile(r'["“„«](?P<said>[^"”“»\n]{4,300})["”“»]')
_ASKED_OF_ME = re.compile(
    r"\b(?:asked|wants|wanted|would like|needs|expects)\s+me\b|\bwants? (?:to borrow|my)\b"
)


def entries_in(sentence: Sentence) -> Iterator[FoundEntry]:
    """Every line of the ledger a sentence holds, with the person on the other side."""
    if sentence.asks:
        return
    person = _other_side(sentence)
    promises = [*_promised_by_me(sentence, person), *_promised_to_me(sentence, person)]
    yield from (entry for _, entry in promises)
    # "I promised to send her the book" gives nothing yet; what stands before the promise was given.
    if person is not None:
        yield from _given(sentence, min((start for start, _ in promises), default=len(sentence.body)))


def _other_side(sentence: Sentence) -> int | None:
    """Whom a giving between "I" and "him" or "her" is with."""
    if sentence.current:
        return sentence.current
    alone = {mention.person_id for mention in sentence.named}
    return next(iter(alone)) if len(alone) == 1 else None


def _given(sentence: Sentence, before_promise: int) -> Iterator[FoundEntry]:
    body = sentence.body[:before_promise]
    abroad = _GAVE_ABROAD.search(sentence.lowered, 0, before_promise)
    if abroad:
        text = _clean(sentence.quote[sentence.lead :])
        yield FoundEntry(_person(sentence), "gave" if abroad["mine"] else "received", text)
    got = _GOT.search(body)
    if got and not _NOT_DONE.search(body[sentence.lead : got.start()]):
        giver = next(iter(sentence.within(got.start(), len(body))), None) or sentence.current
        if giver:
            yield FoundEntry(giver, "received", _clean(sentence.quote[sentence.lead :]))
            return
    seen: set[tuple[int, str]] = set()
    for match in each(_GAVE, sentence.lowered[:before_promise], sentence.lead, beside="rest"):
        before = body[sentence.lead : match.start()]
        rest = body[match.start("rest") : match.end("rest")]
        mediated = _MEDIATED.match(body, match.start()) is not None
        if _NOT_DONE.search(before) or (
            (_NOT_A_GIFT.match(rest) or _MADE_TO.match(body, match.start())) and not mediated
        ):
            continue
        entry = _who_gave(sentence, match, rest)
        if entry and (entry.person_id, entry.direction) not in seen:
            seen.add((entry.person_id, entry.direction))
            yield entry


def _who_gave(sentence: Sentence, match: re.Match[str], rest: str) -> FoundEntry | None:
    """The entry one verb makes, if it is clear who gave and that it was between the user and somebody."""
    body, start = sentence.body, match.start()
    actor = sentence.actor(start)
    near = re.split(
        r"[;:]|,?\s+(?:and|but|because|who|when|while)\s+(?=I\b|she\b|he\b|they\b|we\b|didn|did not|never)",
        rest,
    )[0]
    close = " ".join(near.split()[:6])
    to_me = (
        _TO_ME.search(match["verb"])
        or _TO_ME.search(close)
        or re.search(r"\b(?:to|for|with) (?:me|us)\b", near)
    )
    to_them = _TO_THEM.search(near)
    # "I showed Samuel's table" gives Samuel nothing.
    named = [
        mention.person_id
        for mention in sentence.named
        if start <= mention.start
        and mention.end <= start + len(match["verb"]) + len(near)
        and mention.person_id != actor
        and body[mention.end : mention.end + 2] not in {"'s", "’s"}
    ]
    elided = not body[sentence.lead : start].strip(" ,") and actor != ME
    text = _clause(sentence, start)
    verb = match["verb"].casefold()
    if verb == "borrowed":
        # Who borrows receives: the sides are the other way round.
        if actor == ME or not (actor or elided):
            return None
        return FoundEntry(actor or _person(sentence), "gave", text)
    if verb in _NEEDS_A_RECEIVER and not (to_me or to_them or named):
        return None
    if elided:
        # "Lent him the van" and "fixed my boiler": the side that is named is the one that got it.
        if to_them and (not to_me or to_them.start() < to_me.start()):
            return (
                FoundEntry(named[0] if named and not sentence.own_note else _person(sentence), "gave", text)
                if _person(sentence)
                else None
            )
        if named and not to_me:
            return FoundEntry(named[0], "gave", text) if not sentence.own_note else None
        if to_me and sentence.current:
            return FoundEntry(sentence.current, "received", text)
        return None
    if actor == ME:
        receiver = (
            named[0]
            if named
            else (sentence.current if to_them or (sentence.own_note and not to_me) else None)
        )
        if receiver and (to_them or named or re.search(r"\bfor (?:him|her|them|everybody|everyone)\b", near)):
            return FoundEntry(receiver, "gave", text)
        return None
    if verb == "wrote" and not re.search(r"\b(?:me|us)\b", close):
        return None  # "wrote my name on her hand"
    mended = verb in {"fixed", "repaired", "mended", "patched"} and re.match(r"\s+(?:the|our|my)\b", rest)
    if actor and (to_me or mended):
        return FoundEntry(actor, "received", text)
    return None


def _person(sentence: Sentence) -> int:
    return sentence.current or sentence.owner


def _promised_by_me(sentence: Sentence, person: int | None) -> Iterator[tuple[int, FoundEntry]]:
    body = sentence.body
    must = _AND_I_MUST.search(body, sentence.lead)
    if must and not must["back"] and sentence.actor(must.start("must")) != ME:
        must = None
    match = (
        _I_PROMISE.search(body, sentence.lead)
        or _I_PROMISE.match(sentence.words)
        or _I_OWE_ABROAD.search(body, sentence.lead)
        or must
    )
    if (
        not match
        or _ONLY_THINKING.search(match.group())
        or _NOT_DONE.search(body[sentence.lead : match.start()])
    ):
        return
    receiver = _promised_to(sentence, match, person)
    if re.search(r"\b(?:myself|ourselves)\b", match.group()):
        return
    text = _from(sentence, match.start())
    if _POINTS_BACK.search(text):
        text = _clean(sentence.quote[sentence.lead :])
    if receiver and len(text.split()) > 2:  # "Must ask." says neither what nor whom
        yield match.start(), FoundEntry(receiver, "promised_by_me", text, open=True)


_POINTS_BACK = re.compile(
    r"^(?:\w+(?:['’]\w*)?\s+){1,5}(?:would|will|it|them|so|that|back)[.!]?$", re.IGNORECASE
)
"""A promise whose words only point at what was said before them: "and I said I would"."""

_TO_THEM_PROMISED = re.compile(
    r"\b(?:promised|owe|told|said|send|give|bring|write|show|lend|introduce|call|ring|thank|answer|help)\s+(?:to\s+)?(?:him|her|them)\b"
)
_TO_NAMED = re.compile(
    r"\b(?:promised|owe|told|send|give|bring|thank|call|ring|introduce|answer|reply to|write to|write|to)\s+(?:\[\[)?(?=[A-ZÀ-Þ])"
)


def _promised_to(sentence: Sentence, match: re.Match[str], person: int | None) -> int | None:
    """To whom: the one named right after the verb, or "him" and "her"; "I promised him the name of Ana" is not to Ana."""
    if _TO_THEM_PROMISED.search(match.group()):
        return person
    for to_named in _TO_NAMED.finditer(match.group()):
        place = match.start() + to_named.end()
        named = next((m.person_id for m in sentence.named if m.start == place), None)
        if named is not None and not sentence.own_note:
            return named
    named_first = next(iter(sentence.within(0, len(sentence.body))), None)
    return named_first if named_first and not sentence.own_note else person


def _promised_to_me(sentence: Sentence, person: int | None) -> Iterator[tuple[int, FoundEntry]]:
    """The first promise or open door of theirs that the sentence holds, and where it begins."""
    for start, who in _offers(sentence, person):
        if who is not None:
            yield start, FoundEntry(who, "promised_to_me", _from(sentence, start), open=True)
            return


def _offers(sentence: Sentence, person: int | None) -> Iterator[tuple[int, int | None]]:
    body = sentence.body
    for match in _THEY_PROMISE.finditer(sentence.lowered, sentence.lead):
        before = body[sentence.lead : match.start()]
        actor = sentence.actor(match.start())
        if match["says"] in {"wrote", "mentioned"} and match["will"].startswith("to "):
            continue  # "he wrote to ask how we were"
        unsure = actor == ME or (actor is None and not match["door"])
        if unsure or _NOT_DONE.search(before) or _ASKED_OF_ME.search(match.group()):
            continue
        if not _FOR_SALE.match(match["what"] or "") and not re.search(
            r"\b(?:not|never|n't|rather)\b", match.group()[:40]
        ):
            yield match.start(), actor or person
    abroad = _THEY_PROMISE_ABROAD.search(body, sentence.lead)
    if abroad and not re.match(r"\W*(?:ich|I|yo|je|io|eu)\b", sentence.words):
        yield abroad.start(), person
    for quoted in _QUOTE.finditer(sentence.quote):
        if _SPOKEN_OFFER.search(quoted["said"]):
            yield sentence.lead, _speaker(sentence, quoted.start(), quoted.end())
    # "She said: send me your CV when it exists."
    said = _SAID.search(body)
    if said and _opens(said["said"].strip(), said["sign"] is not None):
        actor = sentence.actor(said.start())
        if actor not in {ME, None}:
            yield said.start(), actor


_SAID = re.compile(
    r"\b(?i:said|says|wrote|told me|added|sagte|sagt|meinte|schrieb|dijo|disse|a dit|ha detto)\b(?P<sign>\s*[:,])?\s*(?P<said>[^\n]+)"
)


def _opens(words: str, marked: bool) -> bool:
    """Whether what somebody said invites the user; without a colon before it, only a plain bidding is sure."""
    return bool(_BIDDEN.match(words) or (marked and _SPOKEN_OFFER.match(words)))


def _speaker(sentence: Sentence, start: int, end: int) -> int | None:
    """Who says the words in quotation marks; None if it is the user or not sure."""
    before = re.search(
        r"\b(?:said|says|wrote|asked|added|whispered|shouted|repeated|answered|meant|told me)\b[^\"“„«]{0,20}$",
        sentence.quote[:start],
    )
    if before:
        who = sentence.actor(before.start())
        return who if who != ME else None
    after = re.match(
        r"[,.]?\s*(?:(?P<who>she|he|they|I)\s+(?:said|says|wrote|added)|(?:said|says|wrote)\s)",
        sentence.quote[end:],
    )
    if after:
        return None if after["who"] == "I" else sentence.current
    alone = not re.search(r"\bI\b", sentence.body)
    return sentence.current if alone else None


def _clause(sentence: Sentence, start: int) -> str:
    """The part of a sentence that a verb belongs to."""
    begun = sentence.lead
    for cut in re.finditer(r";\s+|,\s+(?:and\s+|but\s+)?(?=(?:I|we|she|he|they)\b)", sentence.body):
        if sentence.lead < cut.end() <= start:
            begun = cut.end()
        elif cut.start() > start:
            return _clean(sentence.quote[begun : cut.start()])
    return _clean(sentence.quote[begun:])


def _from(sentence: Sentence, start: int) -> str:
    """The words of a promise: from the verb on where it goes on after a comma, else its whole clause."""
    before = sentence.body[sentence.lead : start].rstrip()
    if before.endswith((",", " and", " but", " -", " –", "—", ";", ":")):
        return _clean(sentence.quote[start:])
    return _clause(sentence, start)


def _clean(words: str) -> str:
    """The words as one short line of the ledger."""
    line = " ".join(words.replace("[[", "").replace("]]", "").split()).strip(" -–—*•")
    return line if len(line) <= 300 else line[:297].rsplit(" ", 1)[0] + " …"
