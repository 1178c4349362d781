"""The phrases by which the debrief knows an ask, an offer, an apology. Every pattern reads `speech.fluent` words."""

import re

from coach.people.names import word_set


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts))


_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

# ---- questions ----

_AUX = r"(?:'s|'re|'d| is| are| was| were| do| does| did| have| has| had| would| will| can| could| should| made| makes| brought| brings| got| gets| led| happened| happens| drew| inspired| changed| surprised| helped| kept| keeps| worked| works)"
INVERTED = re.compile(
    rf"\b(?:what|how|why|where|when|who|which)(?: \w+){{0,2}}?{_AUX}\b(?:n't)? ?(?:you|your|it|that|this|the|they|he|she|there|those|these|people|we|like|next|here)\b"
    r"|\b(?:what about you|how about you|and you|and yourself|how about yourself)\b"
    r"|^(?:so |and |oh |hi |hello |but )*(?:do|did|are|were|have|would|does) you\b"
    r"|\b(?:how so|how come|in what way|such as what|like what)\b"
)
INDIRECT = _any(
    r"\b(?:(?:tell me|telling me|walk me through|talk me through) (?:more|about|how|what|why|a|the|some|your)|hear (?:more|how|what|why|your|about (?:your|how|what|that|it)))\b.*",
    r"\b(?:i'd|i would|i'm|i am|i was|i've been|would) (?:love|like|curious|interested|keen|dying|wondering|wonder)\b.*\b(?:know|learn|how|what|why|where|understand|hear (?:more|how|what|why|your|about (?:your|how|what|that|it)))\b",
    r"\bi wonder(?:ed)? (?:how|what|why|where|whether|if you (?:ever|like|enjoy|find|had|have))\b",
    r"(?:^|\bi'm (?:\w+ )?|\bi am |, )curious (?:about|how|what|why|to hear|to know)\b",
    r"\b(?:wanted|like|love|meaning) to ask(?: you)? (?:how|what|why|about)\b",
    r"\bsay more\b",
)
OPEN = _any(
    r"\b(?:what|how|why)\b",
    r"\bin what way\b|\btell me\b|\btelling me\b|\bwalk me through\b|\btalk me through\b|\bsay more\b|\bdescribe\b",
    r"\bhear (?:more|how|what|why|your|about (?:your|how|what|that|it))\b|\bcurious about\b",
    r"^(?:so |and |oh )*which (?:part|parts|bit|bits|side|piece)\b",
)
NOT_OPEN = _any(
    r"\bwhat(?:'s| is| was)? (?:time|day|date|year)\b|\bwhat(?:'s| is) (?:your|the|his|her) (?:name|email|number|address|phone|linkedin|title|surname)\b",
    r"\bhow (?:long|many|much|old|often|far|big|late|soon|large|tall)\b",
    r"\b(?:what|which) (?:company|firm|department|floor|school|university|college|city|team|street|bus|train)\b",
    r"\b(?:do|would) you know (?:what|how)\b|\bis that what\b|\bwhat if i\b",
    r"\bwhat can i do\b|\bhow can i help\b|\bhow do i (?:apply|reach)\b",
)
GREETING_QUESTION = _any(
    r"\bhow (?:are|'re|r) (?:you|things|we|y'all)(?: doing| all| going)?(?: today| tonight| this (?:morning|evening|afternoon)| these days)?\s*\??$",
    r"\bhow(?:'s| is) (?:it|everything|life|things)(?: going)?(?: today)?\s*\??$",
    r"\bhow (?:do you do|have you been|you doing|goes it)\s*\??$|\bwhat'?s up\b|\bwhat's new\s*\??$",
)
MIRROR = _any(
    r"^(?:and |but |so |oh |yes |no |good |fine |thanks |, ?)*(?:and |what about |how about )(?:you|yourself|yours)(?: \w+)?\s*\??$",
    r"\b(?:and|what about|how about) (?:you|yourself|yours)\s*\?*$",
    r"^(?:and |but |so )*(?:do|are|is|was|were|did|how (?:is|was|are|were|about)) yours\s*\??$",
)
TAG = re.compile(
    r"^(?:really|oh really|right|huh|no way|seriously|eh|what|sorry|pardon|excuse me|yes|oh|oh yeah|yeah|you know|ok|okay)\s*\?+$"
)
SHORT_WH = re.compile(
    r"^(?:oh |wow |cool |nice |and |so |, )*(?:what (?!an?\b)\w+(?: \w+)?|why(?: \w+){1,2}|how (?:come|so)|who \w+(?: \w+)?|where (?:to|from|was that|is that))\s*[.!]*$"
)
SMALL_ASK = re.compile(
    r"\b(?:link|slides|recording|name of|your card|the title|your email|connect(?:ed)? (?:with you )?on linkedin|email address|phone number|come by|sit in|a photo|question)\b"
)
COSTS_NOTHING = _any(
    r"\b(?:may|can|could|might) i (?:please |also |perhaps |maybe )*(?:ask you (?:for your (?:view|opinion|thoughts?)|about|how|what|why)|write to you|email you|e-mail you|message you|call you|join you|come along|sit in|connect with you|add you|have your (?:card|name))\b(?!.*\b(?:cv|resume|résumé|portfolio|draft|job)\b)",
    r"\b(?:let me know|tell me) (?:if|when) you (?:see|hear from)\b(?!.*\b(?:job|opening|anything|something|any|position|vacanc\w+)\b)",
    r"\bask(?:ing)? (?:you )?for (?:your (?:view|opinion|thoughts?)|the (?:time|way))\b",
)
ENDS_NOTHING = frozenset(
    ["the", "a", "an", "of", "and", "my", "your", "our", "their", "under", "into", "than"]
)
SOMEBODY = word_set(
    "i i'm i've i'd i'll you you're we we're he he's she she's it it's they they're that that's this there who what my me us"
)
POINTS_BACK = re.compile(r"\b(?:it|they|them|those)\b")
FOLLOW_UP_PHRASE = _any(
    r"^(?:and |so |oh |wow |, )*(?:how so|how come|why|why not|why is that|why was that|and then|what then|in what way|such as|like what|what happened(?: next| then| after that)?|what else|what next|what changed|what did you do|what kind|what sort)\s*(?:\?|$)",
    r"\b(?:you (?:mentioned|said|were saying|told me|talked about)|tell me more|say more|hear more|more about|go on)\b",
    r"\bwhat (?:made|makes|got|drew|led|brought|inspired|convinced|prompted|pushed|helped|kept) you (?!here|today|to this)",
    r"\bhow did (?:you|they|he|she|people|your)\b.*\b(?:react|respond|take it|handle|manage|cope|solve|deal|feel|decide|figure|get through|go from|turn out|pull|find out)\b",
    r"\bwhat(?:'s| is| was| were|'d) (?:that|it|the (?:\w+est|best|worst|most \w+|\w+) (?:part|thing|bit|moment|side|lesson|surprise)|the (?:hardest|worst|funniest|scariest))\b",
)

CONTINUES = re.compile(r"^(?:oh |wow |so |, )*(?:and then|then|and|such as|and now|and after that)\s*\?*$")
FRESH_QUESTION = _any(
    r"\b(?:come|been|live|work|from|studied) here\b|\bknow (?:anyone|anybody|many people|the host)\b|\bseat (?:free|taken)\b",
    r"\bwhat do you do(?: for (?:work|a living))?\s*\??$|\bwhat (?:brings|brought) you\b|\bwhat(?:'s| is| are| was) your\b|\bwhat are you (?:working on|studying|doing|up to|here for|reading|looking for)\b",
    r"\bhow (?:do|did) you (?:know (?:the|them|him|her|each|\w+ host)|(?:like|find) the (?:weather|event|conference|food|talk|venue|city|meetup|fair|party)|hear about|get here|spend your)\b|\bwhat (?:did|do) you think\b|\bwhy are you here\b|\bhow(?:'s| is| was| are| were) (?:your|the|things|work|life|everything)\b",
    r"\bwhat (?:kind|sort|type) of (?:music|food|films?|movies|books?|work)\b|\bwhat do you (?:study|like to|do (?:in|on|when|outside))\b|\bfree time\b|\bfor fun\b|\bweekend\b|\bhobbies\b|\bwhere (?:are you from|do you (?:live|work))\b",
)

ASKS_LEAVE = _any(
    r"\b(?:may|can|could|if) i (?:sit|join|stand|squeeze|take (?:this|that|the) (?:seat|chair))\b"
)
"""Leave for a place is asked of anybody, whatever they said."""

# ---- asks, offers ----

INVITATION = _any(
    r"\b(?:would you (?:(?:two|both|guys|all) )?(?:like|want|care|fancy|be up for|be free|have|join)|do you (?:want|fancy|feel like|have time)|shall we|how about|what about|why don't we|let's|can we|could we|may we|we could|we should|maybe we|are you (?:free|around|up for)|fancy|i'd (?:love|like) to (?:invite|take you|buy you|have|meet|get|grab)|join me|want to (?:grab|get|have))\b"
    r".*\b(?:coffee|lunch|tea|dinner|breakfast|drinks?|call|zoom|chat|walk|meet|catch up|speak again|sit down|go for|talk (?:again|for|on|about it|over|next)|speak (?:for|on|over|next)|continue|get together|beer|brunch|session|visit)\b",
)

ASKED_FOR_IT = _any(
    r"\bhow can i help\b|\bwhat can i (?:do|help)\b|\bwhat do you need\b|\bwhat did you want\b|\byou (?:wanted|said you wanted) to (?:ask|talk|discuss|see|speak)\b|\bwhat(?:'s| is) (?:on your mind|up|this about|it about)\b|\bwhat would you like (?:from|to (?:ask|talk|know|discuss))\b|\bhow could i help\b|\bwhat are you (?:hoping|looking for)\b|\bis there (?:anything|something) i can\b|\bwhat brings you (?:to me|to my office)\b|\bgo ahead\b|\byou asked (?:to|for)\b|\byour (?:email|message|note) said\b|\bcan i help\b|\bwhat would help\b|\bwhat's your ask\b|\b(?:can|could|may) i (?:do|help|be)\b|\byou look like you want\b|\byou had a (?:question|favou?r)\b|\byou (?:wanted a word|\'?d like my)\b|\bi\'m listening\b|\byour (?:email|message|note|letter) was\b",
)


# ---- the rest ----

THANKS = _any(
    r"\bthank(?:s| you)\b|\bappreciate\b|\bgrateful\b|\bgratitude\b|\bthat(?:'s| is|'d be| would be) (?:so |very |incredibly |really )?(?:kind|generous|thoughtful) of you\b|\bthat(?:'s| is) (?:so |very )(?:kind|generous|thoughtful)\b|\bmeans a lot\b|\bcheers for\b|\bmuch obliged\b|\b(?:i|we) (?:still )?owe you\b(?! (?:money|an? (?:apology|answer|reply|letter|beer|coffee))\b)|\bhow kind\b",
)
BARE_THANKS = re.compile(
    r"^(?:oh |wow |and |ok |okay |well |great |, )*(?:thanks|thx|ty|cheers)(?: (?:again|then|anyway))?\s*[.!]*$"
)
PERFUNCTORY_THANKS = _any(
    r"^(?:no|nah|nope|fine|good|great|well|ok|okay|not bad|i'm (?:fine|good|great|ok|okay|well|doing (?:well|good|fine))|very well|all good|can't complain|pretty good|alright|yes|yeah|doing (?:well|good|fine))[, ]*(?:thanks|thank you|thx|ty)(?: (?:and you|you|bye|ok|then|anyway|i guess))*(?:[, ]*(?:and you|how are you|how about you|bye|you|what about you|ok|then|anyway|i'm (?:fine|good|ok))(?: doing)?)?\s*[.!?]*$",
    r"^(?:thanks|thank you|thx),? (?:bye|and you|how are you|how about you|what about you|i'm (?:fine|good|ok))\b.{0,12}$",
    r"\bno,? thank|\bthanks for nothing\b|\bthanks to (?:my|the|him|her|them)\b|\bwould(?:n't| not) thank|\bappreciate it if you (?:could|would)\b|\b(?:don't|didn't|never|nobody|no one|not) (?:\w+ )?(?:appreciate|thank)",
)
LEAVING = _any(
    r"\b(?:bye|goodbye|bye-bye|(?<!to )(?<!can )(?<!could )(?<!never )see (?:you|ya)|good night|goodnight|so long|farewell|cya|later\s*[.!]*$|take care|cheerio)\b",
    r"\b(?:gotta|got to|have to|need to|should|must|better|'ll|'m going to|am going to|want to|'d better) (?:get )?(?:go\b(?! (?:to the (?:gym|beach|cinema)|through|over|back to school|for it))|run\b|leave\b|head|going\b|get (?:going|back|home|moving)|be off|off\b|dash|catch (?:my|the|a) (?:train|bus|flight)|let you (?:go|get|enjoy|mingle|continue)|say hello to|pick up my|pop)",
    r"\bi'm (?:off|leaving|done(?: here)?|out|gone|going (?:now|home))\b|\blet you (?:go|get back|get on|get to|return|enjoy)\b|\bwon't (?:keep|take up|hold) you\b|\bi'll leave you\b|\bthat(?:'s| is) (?:all|it)(?: (?:from me|then|i (?:wanted|needed)))?\s*[.!]*$|\bwe're done\b|\b(?:going|leaving) now\b|^(?:right |well |so |ok |okay )*i go(?: now| then)?\s*[.!]*$|\bi'm going to (?:sit|stand|wait) (?:over there|somewhere else|elsewhere|outside)\b|^(?:no )?i've (?:seen|heard) enough\b|^leaving\b|^(?:oh |just |ok |okay |well )*forget (?:it|about it)\s*[.!]*$|\bnothing (?:more |left |else )?to (?:talk about|say|discuss)\b|\blaters\b|\b(?:i've|i have|got) (?:got )?another (?:call|appointment|meeting)\b|^(?:oh |ah |sorry )*that's my (?:bus|train|tram|lift|ride|stop)\b|\banyway,? (?:i'm|i'll) (?:going|off|go)",
)
WARM_CLOSE = _any(
    r"\b(?:nice|great|lovely|good|wonderful|a pleasure|pleasure|so nice|fun|enjoyed|glad|loved|happy|delightful|been (?:nice|great|lovely|good|a pleasure)|enjoying|delighted) (?:to |we |i )?(?:talk|talking|meet(?:ing)? you|met|chat|chatting|speak|speaking|catch|catching|hear|hearing|see|seeing|got to|our|this|the|having met|finally)\b",
    r"\benjoyed (?:this|our|talking|hearing|meeting|the|it|that|chatting|myself)\b|\b(?:have|enjoy) (?:a|your|the) (?:\w+ )?(?:rest|evening|day|night|weekend|afternoon|time|lunch|week|morning|trip|flight|safe|conference|party|drive|holiday|break|one|coffee|session|talk)\b",
    r"\b(?:see|talk to|speak to|catch) you (?:then|soon|next|on|at|again|tomorrow|in|around|there|later this|\w+day)\b|\b(?:stay|keep|be) in touch\b|\blook(?:ing)? forward\b|\btill (?:next|then|\w+day)\b|\buntil (?:next|then|\w+day)\b|\b(?:good luck|all the best|best of luck|take care|safe (?:travels|trip|journey|home)|get home safe)\b|\bhope (?:to see|we|you (?:have|enjoy|get)|your|the rest|i see)\b|\bthis was (?:\w+ )?(?:nice|great|lovely|fun|helpful|useful|a)\b|\b(?:say hello|give my (?:love|best|regards)) to\b|\bgreet your\b|^enjoy \w+|\b(?:i'll|i will) (?:let you know|write|email|message|send|call|tell you|report|follow up|get back|be in touch|text)\b",
)
THANKS_ON_THE_WAY_OUT = _any(
    r"\bthank(?:s| you)(?: (?:so|very) much| a lot| again)?(?:,)? (?:for|again|\w+ for)\b",
    r"^(?!no\b).*\bthank you\b(?!.*\bno\b)",
)


LISTENING = _any(
    r"\b(?:it |that |this |so it |you )?sounds? (?:like|as if|as though|lovely|wonderful|tough|hard|amazing|exciting|exhausting|intense|stressful|frightening|demanding|rewarding|frustrating|awful|terrible|great fun|busy|satisfying|lonely|fascinating|brave|daunting|scary|painful)\b",
    r"\b(?:that|it|this) (?:must|must've|can't|couldn't|would) (?:have )?(?:been|be|feel|felt|take|taken|make|mean)\b(?! me\b)|\bthat must\b",
    r"\bi can (?:imagine|see (?:how|why|that|what)|hear|tell|picture|understand (?:why|how|that))\b|\bi (?:hear|understand) (?:that|you|why|how)\b|\bif i (?:understand|understood|hear|heard|got)\b|\bin other words\b|\bso what you're saying\b|\b(?:so )?you(?:'re| are) saying\b",
    r"^so (?:you|your|you're|you've|they|the|it's|it|he|she|there|both|all) \w+ \w+ \w+",
    r"\b(?:that )?makes (?:total |perfect |a lot of )?sense,? (?!to me)\w+ \w+",
    r"\bwhat you (?:said|say|mentioned|described|told me)\b|\byou (?:mentioned|said|were saying|told me|described)\b|\byour point about\b|\bi (?:like|love|liked|loved) (?:how|what|that|the way|your|the idea) (?:you|of)?\b",
)
EVALUATION = re.compile(
    r"^(?:oh |wow |ah |yes |yeah |no |ha |gosh |so |and |but |right |i see |okay |ok |, )*"
    r"(?:that|that's|this|what an?|how|you|you're|you've|your|no wonder|imagine|both|every|all|only|just|after all|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|\d+) \w+)\b"
)
FEELS_WITH = re.compile(
    r"\b(?:is|are|that's|was|must be|what a|no|can be|takes|quite an?|such an?|so|how) (?:(?:so|really|very|quite|such|a|an|pretty|no) )*"
    r"(?:tough|hard|brave|frustrating|exhausting|lonely|lifetime|huge|impressive|incredible|amazing|big (?:step|change|move|jump|decision)|small (?:thing|feat)|lot|courage|heavy|scary|sad|rough|achievement|relief|clever|patience|jump)\b"
)
NOT_LISTENING = re.compile(
    rf"^(?:\S+ ){{0,3}}{_WEEKDAY}(?: \S+){{0,3}}$|^(?:\S+ ){{0,3}}at (?:noon|\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: \S+)?$|\broom (?:\d|\w+) it is\b|"
    r"\b(?:sounds|sound) (?:good|great|fine|perfect|like a plan)\b|^(?:(?:oh|wow|ok|okay|yes|yeah|nice|cool|great|interesting|i see|sounds good|sounds great|good|right|sure|that's (?:nice|cool|great|good|interesting|true|right|fine|ok|okay|so (?:nice|cool|interesting)|amazing|awesome))[ ,.!]*)+$"
)

FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|my|me|we|we're|we've|our|myself|mine)\b")

NOISE = frozenset(
    {
        "blah",
        "bla",
        "lorem",
        "ipsum",
        "asdf",
        "qwerty",
        "asdfgh",
        "hjkl",
        "test",
        "foo",
        "bar",
        "lalala",
        "la",
    }
)
GREETING = re.compile(
    r"^(?:hi|hello|hey|welcome|good (?:morning|evening|afternoon))\b(?!.*\b(?:i|i'm|my|we|our)\b.*\b\w{5,})|\bwelcome to\b|\bnice to (?:meet|see) you\b|\bthank(?:s| you) for (?:calling|coming|stopping)\b"
)
ANSWER_WORDS = word_set(
    """fine good ok okay yes no yeah yep nope nah sure maybe great nice cool alright right well bad busy
nothing much not so bad same usual dunno idk don't know i it's i'm it was is a the all too very
pretty quite really kind of sort guess think true interesting wow oh hm mm k kk eh meh whatever yup
absolutely definitely exactly tired work job hi hello hey lol haha probably perhaps stuff things
here there none me you see thats that's hot cold boring fun"""
)
SHORT_BUT_KIND = _any(
    r"\b(?:me too|same here|thank|thanks|please|sorry|bye|goodbye|hello|hi\b|hey|good (?:morning|evening|afternoon|night)|nice to|you too|congrat\w*|see you|welcome|love to|i'd love|of course|take care|likewise|deal|cheers|enjoy|let's|count me|happy to|go ahead|after you|sounds (?:good|great|perfect|lovely|like)|perfect|works for me)\b"
)
