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
BRINGS_A_SUBJECT = re.compile(
    r"\b(?:what|which)(?: (?:kind|sort|type)s? of)? (?P<subject>\w+) (?:do|did|are|is|would|will|have) you\b"
)
POINTS_AT_SOMEBODY = re.compile(r"\b(?:he|she|they|him|them|he's|she's|they're)\b")
POINTS_BACK = re.compile(
    r"\b(?:that|it|those|these|they|them|she|he|him|her|there|either|both|this change|the change|this work)\b|\b(?:it|that|he|she|there)'s\b"
)
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

# ---- asks, offers ----

_FAVOUR = (
    r"(?:introduce|refer\b|connect|put (?:me|my|us|in an?|forward)|pass|forward|send|look|review|read|check|give|get me|help|hire|mentor|sponsor|"
    r"recommend (?:me|us)|write|vouch|spare|have a (?:look|quick look|word|chat|call)|have (?:time|\w+ minutes|a (?:minute|moment|few))|make (?:an?|the) intro|make an? (?:introduction|call)|"
    r"share (?:the|your|my|her|his|their|any)(?! (?:story|experience|thoughts|view|path|journey))|let me (?:shadow|know|use|have|join|come|see)|speak to|talk to|mention|keep|support|nominate|lend|find|come|join|proofread|consider|"
    r"get (?:my|us)|set (?:me|us|up)|be (?:my|a) (?:mentor|reference|referee|sponsor)|go over|practi[sc]e|ask (?!you)(?:your|her|him|them|around)|meet|show me how|show me|point me|approve|allow|sit down|act as|stand in|cover|swap|watch|save|drop|take a|take my|"
    r"do me a favou?r|hook me|sign|add me|tell (?:your|her|him|them)|bring my|hand)"
)
_FAVOUR_ING = (
    r"(?:introducing|referring|connecting|putting|passing|forwarding|sending|looking|reviewing|reading|checking|giving|helping|"
    r"mentoring|sponsoring|recommending|writing|vouching|making|meeting|sparing|proofreading|practi[sc]ing|being|having|lending|going over|pointing|showing|talking to (?!you))"
)
ASK = _any(
    rf"\b(?:could|can|would|will) you (?:please |possibly |also |ever |be able to |be willing to |be open to |be so kind as to |have time to |help \w+ to )*{_FAVOUR}",
    rf"\b(?:if|whether) (?:you|there) (?:could|would|might|can|'d|had|have|know of|know (?:any|some)|was|were|is)(?: (?:be (?:willing|able|open|up|happy|free)(?: to| for)?|please|possibly|mind))*(?: {_FAVOUR}| {_FAVOUR_ING}| coffee| lunch| (?:a|any|some|fifteen|twenty|ten|thirty|\d+)\b| any(?:thing|one|body))",
    rf"\bwould you mind (?!telling|sharing|saying|explaining|if i (?:ask|sit|join)|me (?:asking|sitting)){_FAVOUR_ING}",
    r"\bwould you be (?:willing|able|open|up|available|free|ok|okay|happy|prepared|interested|comfortable)\b(?! to (?:tell|say|share your (?:story|experience)|explain))",
    r"\b(?:is there|do i have|i have|i've got|there's|there is)? ?any (?:chance|way|possibility)\b(?! of rain)",
    r"\bwould it be (?:possible|ok|okay|all right|alright|too much|rude|fine)\b(?! (?:if i (?:sat|sit|join|ask)|to ask what|to sit|to join you))",
    r"\b(?:could|can|may|might) i (?:please |possibly |also |ever )*(?:have (?!a seat|a look|one of)|get (?:a|an|your|in|\w+ minutes|some (?:time|advice|help))(?! you)(?! coffee for)|borrow|send you (?:my|the|a)(?: \w+)? (?:cv|resume|résumé|portfolio|application|draft|work|deck|essay)|shadow|use your name|mention your name|call you|email you|e-mail you|message you|write to you|pick your brain|ask (?:you )?(?:for|a favou?r|whether you|if you)|visit|connect with you|add you|take (?:you|up|twenty|\d+)|steal|count on|list you|name you|come (?:by|along|to|and|over|in)|drop by|stop by|sit in|buy you (?:a )?(?:coffee|lunch)|invite you|talk to you|speak (?:to|with) you|meet you|reach out to you)",
    r"\b(?:do|would) you know (?:of )?(?:any|some)(?:one|body|thing)?\b(?! (?:here|good|else (?:here|from)))",
    r"\b(?:are you|is your (?:company|team|firm)|are they|do you happen to be) (?:guys )?(?:hiring|recruiting|looking for (?:people|someone|anyone|interns|staff))\b",
    r"\b(?:do you|does your \w+|have you|you) (?:have|got|guys have) (?:any |an? |some )?(?:jobs?|openings?|open positions?|positions?|vacanc\w+|internships?|roles? (?:open|for me)|work for me)\b",
    r"\bdo you have (?:time|(?:\w+|\d+)(?: or \w+)? minutes|half an hour|an hour|a (?:minute|moment|few minutes)) (?:for|to|next|this|on|tomorrow|after|in)\b",
    r"\b(?:i|we) (?:need|want|would like|'d like|could use|'d love|was hoping for|am hoping for|'m hoping for|'m after) (?:a |an |your |some |any )*(?:job|help|referral|introduction|intro\b|internship|recommendation|favou?r|reference|contacts?|connections?|in\b)",
    r"\b(?:want|need|'d like|would like|like|love|hoping|wanted|wondering|ask|asking) (?:for )?you to (?!know|tell|have a good|feel)",
    r"\b(?:i'd like|i'd love|i wanted|i want|i came|i'm calling|i'm writing|i'm here|i called|like|love) to ask (?:you )?(?:for|to|if|whether|a favou?r)\b",
    r"\b(?:asking|ask) (?:you )?for (?:a|an|your|\w+ minutes|help|advice on my)\b",
    r"\b(?:i was|i'm|i am|i'd been) (?:hoping|wondering|looking) (?:if |whether |that |to )?(?:you (?:could|would|might|can|'d)|for (?:an introduction|a referral)|to (?:get|have|ask)|i could (?:get|have|ask|meet|send|call))",
    r"\b(?:let me know|tell me|ping me|call me|message me|keep me posted|shout) (?:if|about|of|when) (?:you (?:hear|know|see|come across|find|get)|any|something|there(?:'s| is) any|a job)",
    r"\b(?:hook me up|get me (?:a|an|in|into|that|the|hired)|give me (?:a|an|your|the|some) (?:job|chance|internship|reference|contact|number|email|referral|position|interview|work)|keep me in mind|put in a (?:good )?word|put me in touch|introduce me|refer me|please hire me|just hire me|send me (?:a|the|some) (?:job|link|contact))\b",
    r"\bhelp me (?:find|get|out|with|to|somehow|in)\b",
    r"\bif you (?:ever |happen to |should )?(?:hear|know|see|come across|find|think) (?:of |about )?(?:any|some|an opening|a job|a position)",
    r"\b(?:could|can|would|will) you (?:please |possibly |maybe |also )?(?!tell|say|share|explain|describe|walk|talk|remind|repeat|recommend|believe|imagine|hear|see|help me understand|like|give me an example|teach me (?:a|one) word)\w+ (?:\S+ ){0,8}(?:me|my|us|our)\b",
    r"^(?:please |pls )(?:help|introduce|refer|give|get|send|hire|look)\b",
)
INVITATION = _any(
    r"\b(?:would you (?:(?:two|both|guys|all) )?(?:like|want|care|fancy|be up for|be free|have time|join)|do you (?:want|fancy|feel like|have time)|shall we|how about|what about|why don't we|let's|can we|could we|may we|we could|we should|maybe we|are you (?:free|around|up for)|fancy|i'd (?:love|like) to (?:invite|take you|buy you|have|meet|get|grab)|join me|want to (?:grab|get|have))\b"
    r".*\b(?:coffee|lunch|tea|dinner|breakfast|drinks?|call|zoom|chat|walk|meet|catch up|speak again|sit down|go for|talk (?:again|for|on|about it|over|next)|speak (?:for|on|over|next)|continue|get together|beer|brunch|session|visit)\b",
)
NOT_AN_ASK = _any(
    r"\b(?:what|which|how|why|where|when|who)\b(?: \w+){0,3} (?:could|would|can|will) you\b(?: \w+){1,3}",
    r"\b(?:can|could|may) i (?:ask|help|get you|bring you|offer|give you|show|lend|do anything|join you|sit|send you (?:the|a|that|this|some) (?:link|article|recipe|book|paper|photo|slides|list|recording|name|notes|template|guide))\b(?! a favou?r| (?:you )?(?:for|if you (?:could|would)))",
    r"\b(?:i could|i can|i'll|i'd be (?:happy|glad)|happy to|glad to|let me) (?:introduce|send|put|connect|help|forward|share|show|lend|look|read|review|write)\b",
    r"\b(?:could|can|would) you (?:please )?(?:tell|say|explain|describe|walk me|talk me|elaborate|repeat|remind|help me understand)\b",
    r"\blet me know if (?:i can|you(?:'d| would)? (?:ever )?(?:like|need|want)|there's anything i|that helps|it helps|you change)\b|\bif you (?:ever )?need\b",
    r"\bwould you (?:say|recommend|do (?:it|that|anything)|change|choose|rather|advise|suggest)\b",
)
NO_FAVOUR = re.compile(
    r"\b(?:i don't want to ask|not asking (?:you )?for|not here to ask|no need to|don't need (?:a|your|any))\b"
)

SPECIFIC = _any(
    r"\b(?:\d+|ten|fifteen|twenty|thirty|forty|half an|an|one|a quick|a short|five)[ -](?:or \w+ )?(?:minutes?|mins?|min|hours?|hour)\b|\bminutes\b|\bhalf an hour\b",
    rf"\b{_WEEKDAY}s?\b|\b(?:tomorrow|tonight|next week|this week|next month|this afternoon|this evening|after (?:work|lunch|class|church|the talk|the service)|at (?:noon|\d)|before the (?:\w+))\b|\bin (?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    r"\b(?:my|this|the|one) (?:\w+ )?(?:cv|resume|résumé|cover letter|portfolio|draft|application|essay|pitch|presentation|deck|slides|linkedin(?: profile)?|first page|paragraph|proposal|page|summary)\b",
    r"\b(?:the|that|your|this) (?!company|job\b)(?:[\w-]+ ){0,4}(?:role|position|opening|posting|vacancy|internship|programme|program|apprenticeship|traineeship|panel|committee|shortlist|project)\b",
    r"\b(?:introduce|introduction|intro|connect|introducing|connecting|introduced|touch|word|talk|speak|forward\w*|pass\w*|share|know|send)\b.*\b(?:to|with|for|of|in|on|who|at) (?:your|the|that|her|his|one of|someone (?:who|in|on|from|at)|somebody (?:who|in|on|from|at)|anyone (?:who|in|on|from|at)|anybody (?:who|in|on|from|at)|person|whoever|people (?:who|on|in|at))\b",
    r"\bknow (?:of )?(?:any|some)(?:one|body) (?:who|in|at|on|from|working)\b(?!.{0,4}hiring)",
    r"\b(?:name|email|e-mail|number|address|card|link|contact|slides|title) (?:of|for|to)\b|\byour (?:card|email|e-mail|number|linkedin)\b|\bthe (?:link|name|slides|recording)\b|\bconnect (?:with you )?on linkedin\b|\badd you on\b",
    r"\b(?:practi[sc]e|mock) (?:the |an |one )?interview\b|\b(?:a|my) (?:reference|referee|recommendation letter|letter of recommendation|mentor|sponsor)\b|\bsponsor me\b|\bmentor me\b",
    r"\b(?:send|give|show|share|lend|forward|email) (?:me|us) (?:the|that|your|a copy of|his|her) (?:\w+ )?\w+",
    r"\b(?:shadow|sit in)\b|\bput (?:my name|me) forward\b|\b(?:two|three|one|a few|some) (?:\w+ )?questions?\b|\bnominate\b",
)
VAGUE = _any(
    r"\bany (?:job|work|help|position|role|opening)\b",
    r"\b(?:somehow|some ?day|sometime|some time soon|at some point|in some way|in any way|some way|any way|whatever|anyhow)\b",
    r"\b(?:any|some)thing\b(?! (?:on|about) )|\bany (?:jobs?|openings?|opportunit\w+|work|advice|help|leads?|tips?|contacts?|connections?|roles?|positions?|vacanc\w+)\b|\bopportunities\b",
    r"\b(?:any|some)(?:one|body) (?:hiring|important|useful|good|who can help|who could help|helpful|that can help)\b|\bknow (?:any|some)(?:one|body)\s*\??$|\bsome (?:people|contacts|connections|names)\b|\bimportant people\b|\bthe right people\b|\byour (?:network|contacts|connections)\b",
    r"\bhelp (?:me|us)?(?: out)?\s*(?:\?|$|,|\.)|\bhelp me (?:get into|break into|out|with my (?:career|life|job|search|job search)|in my career|get (?:ahead|somewhere|in|started|a job)|find (?:a job|work|something))\b|\b(?:your|some|any|could use) help\b|\bcould use\b",
    r"\b(?:need|want|get|give|find|getting|have) (?:me )?(?:a|an|any|some) (?:new |good |better )?(?:job|work|favou?r|in|internship|chance)\b(?! (?:on|at|in|with) your)|\bpick your brain\b|\bhire me\b|\bare you (?:guys )?hiring\b|\bhook me up\b|\bkeep me in mind\b|\bbe my (?:contact)\b|\bput in a (?:good )?word(?: for me)?\s*[.?!]*$",
)
STRONGLY_SPECIFIC = _any(
    r"\b(?:\d+|ten|fifteen|twenty|thirty|five)[ -](?:minutes?|mins?)\b|\bhalf an hour\b",
    rf"\b{_WEEKDAY}\b|\b(?:tomorrow|next week)\b",
    r"\b(?:my|this|the) (?:cv|resume|résumé|cover letter|portfolio|draft|linkedin)\b",
    r"\bintroduce me to (?:your|the|that|someone (?:who|in|on|from))\b|\bput me in touch with (?:your|the|that|someone (?:who|in|on))\b",
    r"\b(?:any|some)(?:one|body) (?:who (?:work|teach|run|did|does|made|has|went|hire|code|research)\w*|in (?!general)\w+|on \w+|at \w+|from \w+)\b",
)
ASKED_FOR_IT = _any(
    r"\bhow can i help\b|\bwhat can i (?:do|help)\b|\bwhat do you need\b|\bwhat did you want\b|\byou (?:wanted|said you wanted) to (?:ask|talk|discuss|see|speak)\b|\bwhat(?:'s| is) (?:on your mind|up|this about|it about)\b|\bwhat would you like (?:from|to (?:ask|talk|know|discuss))\b|\bhow could i help\b|\bwhat are you (?:hoping|looking for)\b|\bis there (?:anything|something) i can\b|\bwhat brings you (?:to me|to my office)\b|\bgo ahead\b|\byou asked (?:to|for)\b|\byour (?:email|message|note) said\b|\bcan i help\b|\bwhat would help\b|\bwhat's your ask\b|\b(?:can|could|may) i (?:do|help|be)\b|\byou look like you want\b|\byou had a (?:question|favou?r)\b",
)

KNOWN = re.compile(
    r"\b(?:see you(?: again)?|been (?:ages|a while|so long)|long time|reunion|i remember|catch up|how have you been|last time|good to hear from you|since we|our team|my team|years now)\b"
)

_GIVE = r"(?:send|share|introduce|connect|forward|show|help|bring|put you|look (?:over|at|through|after|into)|take a look|give|lend|pass|drop (?:off|you)|review|read|make|ask (?:around|my|him|her|them|a friend|someone)|pay|buy|get you|walk you|pick (?:you )?up|cover|save|point you|test|proofread|translate|return|teach|fix|design|write (?:you|up|a|the|about)|volunteer|take (?:notes|photos|care|over|some|a shift|on)|lend a hand|get (?:it|that|one|them)|find (?:you|out|the)|set (?:it|that|you) up|recommend you|mention you|tell (?:my|her|him|them|people) about|join you|come (?:and|along|early)|watch|feed|babysit|host|print|email you (?:the|a|that|some|my)|text you (?:the|a|that|some)|dig (?:out|up)|run it|try it|swap|do the same|repay|cook)"
OFFER = _any(
    rf"(?<!\bif )(?<!\bthat )(?<!\bwhen )\bi(?:'d| would| could| can| will|'ll|'m| am)(?: (?:definitely|gladly|easily|always|also|totally|certainly|absolutely|be (?:very |more than |so )?(?:happy|glad|pleased|delighted|able)|(?:very |more than |so )?(?:happy|glad)|love)(?: to)?)* {_GIVE}\b",
    r"\bi(?:'d| would| could| can| will|'ll)\b(?! (?:love|like) to (?:hear|ask|know|have|be|talk|meet)).*\bfor you\b",
    r"\byou (?:can|could|may) (?:always |gladly |just )?(?:use|have|borrow|take|keep|stay (?:at|with)|sit with|join) (?:mine|my|our|us|me|it|one of)\b",
    r"\b(?:happy|glad|delighted) to (?!hear|see|meet|know|be |learn|have met|find)\w+ (?:\S+ ){0,4}you\b",
    rf"\b(?:i'm |more than |very |be )?(?:happy|glad|delighted) to (?:{_GIVE}|offer|do|talk|chat|answer)\b",
    r"\b(?:i'd|would) love to (?:help|send you|share|return|introduce you|give|show you|contribute|lend)\b",
    r"\blet me (?:send|introduce|buy|get you|return|help|show|bring|lend|share|connect|carry|take a look|give you|pay|treat)\b",
    r"\blet me know if (?:i can|you(?:'d| would| ever)? (?:ever )?(?:like|need|want)|there(?:'s| is) (?:anything|something) i)\b|\bif (?:you|there's anything you) (?:ever )?need (?:any|a|some|help|someone|somebody|another|an|me)\b|\bif there(?:'s| is) (?:anything|something|ever anything) i can\b|\bif i can (?:help|return|do)\b|\bif i can ever\b",
    r"\b(?:can|could|may|should|shall) i (?:help|get you|bring you|bring|offer you|give you a (?:hand|lift|ride)|show you|lend you|do anything|buy you|send you (?:the|a|that|this|some|their|his|her)|introduce you|carry|put you|connect you)\b(?!.*\b(?:my )?(?:cv|resume|résumé|application)\b)",
    r"\bif (?:you'd|you would) (?:like|want) (?:it|one|them|that|to (?:use|borrow|see|try|have) (?:it|one|them))\b",
    r"\bwould it help (?:you )?if i\b|\bwould (?:it be|that be) (?:useful|helpful)\b|\bwould you like (?:my|a copy|the link|one of|me to|to borrow|some|his|her|their|an intro|to meet (?:him|her|them|my)|help|a hand|the name)\b|\bdo you want (?:me to|my|the link|to borrow|a hand|some help|his|her)\b|\bwant me to\b",
    r"\byou(?:'re| are) (?:always |very |more than )?welcome to (?:borrow|join|use|come|call|have|stop|take|stay)\b|\bfeel free to (?:call|ask|reach|send|use|message|borrow|email|come)\b|\bin return\b|\bin exchange\b|\breturn the favou?r\b|\bmy treat\b|\bon me\b|\banything i can do\b|\bhow can i help\b|\bwhat can i do (?:for|to help)\b|\bi owe you\b|\bcount me in (?:to|if)\b|\bi know (?:someone|somebody|a \w+) (?:who|you) (?:could|should|might|can|would)\b",
)
NOT_AN_OFFER = _any(
    r"\b(?:what|which|how|where|when|who)\b(?: \w+){0,2} (?:would you like|do you want)\b",
    r"\b(?:i'll|i will|i'd|i can|i could|let me|can i|could i|may i) (?:\w+ )?(?:send|drop|give|write|share|forward|bring) (?:you )?(?:an? |the |my )?(?:\w+ )?(?:email|e-mail|message|note|invite|calendar invite|reminder|text|call|connection request|request|cv|resume|résumé|portfolio|cover letter|application|details|availability)\b(?!.*\b(?:with the|article|link|paper|name)\b)",
    r"\bi (?:can't|couldn't|wouldn't|won't)\b|\bhelp (?:me|us)\b|\bi could use\b|\bgive (?:it|that|this) (?:a|some) (?:try|go|thought|shot)\b|\bgive up\b|\bmake (?:it|sure|a decision|that|up my|an appointment)\b|\bi(?:'ll| will|'d) (?:\w+ )?(?:read|look (?:at|into|it)|watch|try|find out|check) (?:it|that|this|them|into)\b(?!.*\bfor you\b)",
    r"\b(?:walk|pass|run|show) (?:you )?by\b|\bpass the\b|\bbring myself\b|\bi can (?:make|read|see|show up)\b",
)

# ---- the rest ----

THANKS = _any(
    r"\bthank(?:s| you)\b|\bappreciate\b|\bgrateful\b|\bgratitude\b|\bthat(?:'s| is|'d be| would be) (?:so |very |incredibly |really )?(?:kind|generous|thoughtful) of you\b|\bthat(?:'s| is) (?:so |very )(?:kind|generous|thoughtful)\b|\bmeans a lot\b|\bcheers for\b|\bmuch obliged\b|\bowe you one\b|\bhow kind\b",
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
    r"\bi'm (?:off|leaving|done(?: here)?|out|gone|going (?:now|home))\b|\blet you (?:go|get back|get on|get to|return|enjoy)\b|\bwon't (?:keep|take up|hold) you\b|\bi'll leave you\b|\bthat(?:'s| is) (?:all|it)(?: (?:from me|then|i (?:wanted|needed)))?\s*[.!]*$|\bwe're done\b|\bgoing now\b|\banyway,? (?:i'm|i'll) (?:going|off|go)",
)
WARM_CLOSE = _any(
    r"\b(?:nice|great|lovely|good|wonderful|a pleasure|pleasure|so nice|fun|enjoyed|glad|loved|happy|delightful|been (?:nice|great|lovely|good|a pleasure)|enjoying|delighted) (?:to |we |i )?(?:talk|talking|meet(?:ing)? you|met|chat|chatting|speak|speaking|catch|catching|hear|hearing|see|seeing|got to|our|this|the|having met|finally)\b",
    r"\benjoyed (?:this|our|talking|hearing|meeting|the|it|that|chatting|myself)\b|\b(?:have|enjoy) (?:a|your|the) (?:\w+ )?(?:rest|evening|day|night|weekend|afternoon|time|lunch|week|morning|trip|flight|safe|conference|party|drive|holiday|break|one|coffee|session|talk)\b",
    r"\b(?:see|talk to|speak to|catch) you (?:then|soon|next|on|at|again|tomorrow|in|around|there|later this|\w+day)\b|\b(?:stay|keep|be) in touch\b|\blook(?:ing)? forward\b|\btill (?:next|then|\w+day)\b|\buntil (?:next|then|\w+day)\b|\b(?:good luck|all the best|best of luck|take care|safe (?:travels|trip|journey|home)|get home safe)\b|\bhope (?:to see|we|you (?:have|enjoy|get)|your|the rest|i see)\b|\bthis was (?:\w+ )?(?:nice|great|lovely|fun|helpful|useful|a)\b|\bsay hello to\b|\b(?:i'll|i will) (?:let you know|write|email|message|send|call|tell you|report|follow up|get back|be in touch|text)\b",
)
THANKS_ON_THE_WAY_OUT = _any(
    r"\bthank(?:s| you)(?: (?:so|very) much| a lot| again)?(?:,)? (?:for|again|\w+ for)\b",
    r"^(?!no\b).*\bthank you\b(?!.*\bno\b)",
)
APOLOGY = _any(
    r"\bi feel (?:bad|awful|guilty) (?:for|about) (?:taking|bothering|asking|wasting|keeping)\b|\byou(?:'d| would|'d probably| must) (?:\w+ )?(?:rather (?:talk|speak|be)|be (?:sick|tired|bored) of (?:me|people like me))|\bsorry,? sorry\b|\bignore me\b",
    r"\bsorry (?:for|about|to) (?:\w+ ){0,3}?(?:bother|disturb|interrupt|tak(?:e|ing)|wast(?:e|ing)|being|rambl|talking (?:so|too)|babbl|ask(?:ing)?\b|even|existing|trouble|impos|keep(?:ing)? you|my (?:english|accent|voice|awkward|rambl|stupid)|me\b|all (?:the|my|these) question|so many question|be (?:a|such|so)|bor(?:e|ing))",
    r"\bsorry,? (?:i'm|i am|that i'm|that i am|if i'm|i'm being|i) (?:\w+ ){0,3}?(?:boring|awkward|annoying|rambl\w*|weird|stupid|dumb|slow|useless|terrible at|bad at|not (?:very |that )?(?:interesting|good|used|important|much)|nobody|in the way|a (?:mess|bother|burden|nuisance|pain|bore)|such a|bother\w*|talking too|wast\w+|tak\w+ up|no (?:fun|good)|this is (?:stupid|silly|dumb))",
    r"\bsorry,? (?:this|that|it)(?:'s| is| was| must be) (?:\w+ ){0,2}?(?:stupid|silly|dumb|boring|awkward|a (?:stupid|silly|dumb)|probably|not (?:very )?interesting|so (?:much|long))",
    r"\b(?:you|you've) (?:must |surely |obviously |clearly |likely )*(?:have|got|'ve got|had) (?:much |far |way |so many )?(?:better|more important|more interesting|nicer) (?:things|people|plans|stuff|company)\b",
    r"\bi(?:'m| am) (?:sure )?(?:\w+ ){0,2}?(?:wasting|taking (?:up )?(?:too much|all|so much)(?: of)?) (?:up )?(?:all )?(?:of )?your\b|\bi don't want to (?:bother|waste|annoy|burden|be a (?:bother|burden|nuisance)|take up)|\bi (?:hope|know) i'm not (?:bothering|boring|annoying|wasting|disturbing|keeping)\b|\bi hate to bother\b|\bforgive me for\b|\bapologi[sz]e for (?:bothering|being|taking|wasting|my|disturbing|interrupting|asking|the bother|rambling)|\bapologies for (?:bothering|being|taking|wasting|disturbing|the bother|rambling|my)",
    r"\bi(?:'m| am) (?:so |really |pretty |just |probably |very |kind of |sure i'm |afraid i'm |not that |)*(?:boring|not (?:very |that |really |so )*(?:interesting|important|special|worth)|nobody (?:special|important|really|interesting)|a nobody|no(?:body| one)\s*[.,!]|uninteresting|just a (?:lowly|nobody|boring|mere))",
    r"\b(?:it's|that's|this is|i know (?:it's|this is)) (?:\w+ )?a (?:stupid|dumb|silly) question\b|\b(?:stupid|dumb|silly) question,? (?:but|i know|sorry)|\bnot worth your (?:time|while)\b|\bwhy (?:would|should) you (?:care|want to talk to me|bother)|\byou don't have to (?:talk|listen|be nice) to me\b|\bi shouldn't (?:even )?be here\b|\bi won't bother you\b|\bi'll stop bothering\b|\bi'm (?:such )?a (?:bother|burden|nuisance)\b|\bsorry for (?:everything|existing|myself|that)\s*[.,!]*$|\bdon't mind me\b|\bdon't deserve\b|\bpardon my (?:rambling|awkward)",
    r"(?:\bsorry\b.*){3,}|^(?:(?:i'm |i am |so |very |really |oh )*sorry[ ,.!]*){2,}$",
)
COURTESY_SORRY = _any(
    r"\bsorry to (?:hear|learn|see)\b|\bsorry (?:for|about) your\b|\bsorry (?:that )?(?:you|he|she|they|your|it (?:didn't|happened|went))\b|\bsorry (?:i'm|i am|for being|to be|i was|that i'm|about being) (?:a (?:bit |little )?|so |\w+ minutes )?(?:late|early)\b|\bsorry for (?:the|my) (?:delay|late|slow)|\bsorry(?:,)? (?:i (?:missed|didn't (?:catch|hear))|could you|what (?:was|did)|can you)\b|\bsorry for your loss\b",
)

_BAD = r"(?:hate|hated|awful|terrible|horrible|horrid|worst|idiots?|stupid|dumb|morons?|useless|incompetent|toxic|sucks?|sucked|nightmare|pointless|waste of (?:time|space|my time)|pathetic|disgusting|crap(?:py)?|garbage|rubbish|miserable|hopeless|ridiculous|unbearable|clueless|a joke|lazy|fake|selfish|jerks?|hell|unfair|boring|dead[- ]end|sick of|fed up|tired of|can't stand|cannot stand|despise|loathe|drives me (?:crazy|mad|nuts)|shit(?:ty)?|bullshit|bs|a mess|liars?|arrogant|greedy|two-faced|backstab\w*|micromanag\w+|exploit\w*|mean|rude|screwed|treat\w* (?:me|us) (?:like|badly)|doesn't care|don't care|never listens?|underpaid|dumpster fire|disaster|circus|depressing|soul[- ]crushing|insufferable|worthless|scam|annoying|cheap)"
_COMPLAINT_TARGET = r"(?:my|our|the|this|that|these|those|old|ex|former) (?:\w+ ){0,2}?(?:boss|manager|company|employer|job|work|workplace|team|colleagues?|coworkers?|co-workers?|office|industry|school|university|professor|supervisor|firm|place|event|people|speaker|talk|conference|director|hr|management|bank|agency|clients?|customers?|course|degree|fair|party|ceo|department|landlord|town|city|roommate|classmates)"
NEGATIVITY = _any(
    rf"\b{_COMPLAINT_TARGET}\b.{{0,60}}?\b{_BAD}\b",
    rf"\b{_BAD}\b.{{0,40}}?\b(?:{_COMPLAINT_TARGET}|people|everyone|everybody|networking|small talk|these (?:events|things)|bosses|managers|recruiters|it there|it here|working (?:there|here|for|with)|events like|companies|interviews|being there|them all|this|everything)\b",
    r"\b(?:everyone|everybody|people|they|he|she|recruiters|managers|bosses|companies|nobody|no one|men|women|kids)(?:'s| is|'re| are| was| were| there| here| at (?:these |those )?\w+| all| always)* (?:\w+ )?(?:always |never |only |so |such |complete |total |a bunch of |bunch of )*(?:idiots?|stupid|dumb|fake|selfish|useless|incompetent|lazy|horrible|terrible|awful|rude|annoying|liars?|jerks?|clueless|mean|boring|arrogant|toxic|care about (?:themselves|money)|in it for themselves|lies?|lied|cheat|steal|backstab\w*|only (?:care|want)|ignores? (?:me|you|us)|out to get|hates? me|a joke)",
    r"\bnobody (?:ever )?(?:helps|cares|listens|wants|likes|hires|hired|replies|responds|gives|talks)\b|\bno one (?:ever )?(?:helps|cares|listens|wants|likes|hires|replies|responds|gives|talks)\b|\bnothing (?:ever )?(?:works|goes right|good)\b|\bwhat's the point\b|\bno point\b|\bit's (?:all )?rigged\b|\bwaste of (?:my |your )?(?:time|money)\b|\bi'll never (?:get|find|be|make)\b|\bnot that (?:it|anyone) (?:matters|cares)\b|\beverything (?:is|'s) (?:awful|terrible|going wrong|bad|rubbish|broken)\b|\bit never works\b|\bnever (?:goes|works) (?:well|out)\b",
    r"\bi(?:'m| am) (?:\w+ )?(?:a (?:total |complete )?(?:failure|loser|idiot|fraud|mess|disaster|waste)|useless|worthless|hopeless|pathetic|stupid|an idiot|not good at anything|no good at anything|unemployable|good for nothing|terrible at (?:everything|my job|life|people)|bad at everything)|\bi hate (?:my|myself|everything|everyone|people|it here|being|networking|these|this|that place|working|every)\b|\bi (?:always )?(?:fail at everything|mess everything up|ruin everything|screw everything up|can't do anything right)\b|\bnobody would (?:hire|want)\b|\bi have nothing to (?:offer|show)\b",
    r"\b(?:can't stand|cannot stand|sick of|fed up with|sick and tired of|hate) (?:him|her|them|it|every|going|working|dealing|listening|being|how|the way|my|our|the|these|those|all)\b|\b(?:fuck|fucking|shit|bastards?|assholes?|bitch)\b|\byou(?:'re| are) (?:\w+ ){0,2}?(?:an? (?:idiot|moron|joke|liar|loser|fool)|stupid|boring|useless|dumb|pathetic|ugly)\b|\b(?:it|that|this|there|which)(?:'s| is| was) (?:an? )?(?:\w+ )?(?:nightmare|joke|hell|dumpster fire|disaster|circus|miserable|toxic|unbearable|pointless|soul[- ]crushing)\b|\bscrewed (?:me|us) over\b|\b(?:it|this|that|work|life|everything) (?:all )?sucks\b|\bshut up\b",
)
NOT_NEGATIVE = _any(
    r"\b(?:that|it|this) (?:must have|must've|must|sounds|sounded|would have|would)\b|\bsounds (?:like|awful|terrible|hard|tough|horrible)\b|\bsorry (?:to hear|that|you|about)\b|\bnot (?:a |so |too |that )?(?:bad|boring|terrible|awful|pointless|stupid)\b|\bhate to (?:miss|interrupt|bother|cut|see|rush|run|say)\b|\b(?:no longer|don't|didn't|doesn't|never) (?:\w+ )?(?:hate|mind|hated)\b|\bused to (?:hate|think|be|dread)\b|\bi don't mean\b|\bwhat (?:a|an) (?:nightmare|awful|terrible)\b|\bhow (?:awful|horrible|terrible)\b|\b(?:stupid|dumb|silly) question\b|\bmean(?:t|s|ing)? (?:that|to|a lot|it|by|what)\b|\bboring (?:bits|parts?|stuff|side|question)\b|\bfor you\b",
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
NOT_DISCLOSURE = _any(
    r"\bi(?:'d| would) (?:love|like|be (?:happy|glad|interested|grateful|curious)|appreciate|enjoy|rather)\b(?! (?:to (?:become|be|work|teach|open|start|run|move|write|live|build|switch|study|learn to)))",
    r"\bi (?:\w+ly |do )?(?:see|understand|agree|admire|respect|envy|hear|hoped|hoped that|get it|get that|hope|wish|appreciate|wonder|promise|bet|know what you mean|know(?: that)? feeling)\b(?! .*\b(?:because|since|when|my|myself|too,|i (?:used|once|also|was|had|work))\b)",
    r"\bi(?:'ll| will|'m going to|'m gonna)\b(?! (?:be (?:\w+ing|graduating|moving|starting)|graduate|start|move|finish))",
    r"\bi (?:can|can't|could) (?:imagine|see|hear|tell|picture)\b|\bi'm (?:open to|fine with|happy with|okay with|ok with|up for|not sure|sure)\b|\bi (?:like|love) (?:that|how|what|the way|your)\b|\bi (?:liked|enjoyed|loved) (?:the|it|that|this|his|her)\b|\bi (?:was|am|'m) (?:wondering|asking|hoping you)\b|\bi'm (?:wondering|asking|curious|interested (?:in|to) (?:hear|how|what|your|know))\b|\bi (?:need|want) (?:it|that|this|one|a job)\b|\bi thought (?:the|it|that|this|your)\b|\bi (?:wanted|want|came|need) to (?:ask|thank|say|go|get|talk to you|hear)\b|\bi (?:have|'ve got|got|need|should|must|had better|gotta|better) (?:to )?(?:to |get )*(?:go|run|leave|head|get back|get going|catch|dash|be off)\b|\bi should (?:get|let|go|head|probably|say|be)\b|\bnice (?:to|meeting)\b|\bgood to (?:meet|see)\b|\bpleased to\b|\bpleasure\b|\bi (?:really )?enjoyed (?:talking|this|our|your|meeting|chatting|the talk|it|hearing)\b|\bi(?:'m| am) sorry\b|\b(?:my )?name(?:'s| is)\b|\bi don't know\b(?: (?:exactly|really|yet|either|about that|what to say|how))?\s*[.!?]*$|\b(?:in|at|with|for|on) your (?:company|team|firm|place|department)\b|\blet me\b|\bmake my day\b|\bmade my (?:day|evening|week)\b|\bfor me\b|\bto me\b\s*[.!]*$|\bi (?:loved|liked|enjoyed) your\b|\bsee you\b",
)
DISCLOSING = re.compile(
    r"\b(?:i|i'm|i've|i'd|we|we're|we've|we'd)\b|(?:^|[,;:] ?|\b(?:and|but|because|so|since|that|when|yes|no) )(?:my|our) \w+"
)

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
