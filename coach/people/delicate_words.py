"""The words that make a sentence delicate or private, by topic, as tables a reader can check and add to.

Phrases are folded (lower case, no accents, no punctuation but ' and -) and separated by `|` or a line. `*` is the rest
of a word; `?` stands for up to three words. Languages after English: German, French, Spanish, Italian, Portuguese, Dutch.
"""

import re

PRIVATE = """
# let slip, and judged in passing
let on that|lets on that|let it slip|let slip|more than colleagues|more than friends|something going on|carrying on with|an affair|seeing someone behind|the two of them are|wouldn't lend|would not lend|wouldn't hire|would not hire|wouldn't recommend|would not recommend|wouldn't rely|would not rely|wouldn't leave|would not want to work
i find her|i find him|i find them|smelled of|smelt of|smells of|reeked of|stank of|blamed everyone|blames everyone|blames everybody|typical|as usual he|as usual she|of course he|of course she|never his fault|never her fault|thinks the world of himself|thinks the world of herself|thinks he is|thinks she is|thinks he's|thinks she's
# hearsay
i heard|i've heard|i have heard|we heard|heard that|heard she|heard he|heard they|heard from ? that|heard about her|heard about his
hearsay|rumour*|rumor*|gossip*|grapevine|apparently|allegedly|supposedly|reportedly|word is|word has it|people say|they say|it seems that
someone said|somebody said|someone told me|somebody told me|someone mentioned|a friend told me|everyone says|everybody says|i was told
i am told|i'm told|i gather|as i understand it|second-hand|third-hand|according to|overheard|i overheard|told about her|told about him
# secrets
don't mention|do not mention|never mention|not mention ? to|don't bring up|do not bring up|don't ask about|do not ask about|between us|between ourselves
between you and me|confidential*|in confidence|not public|isn't public|is not public|not yet public|not official|not yet official|unannounced
not announced|not yet announced|hasn't announced|has not announced|hasn't told|has not told|haven't told|have not told|not told ? yet
keep to myself|keep it to myself|keep this to myself|keep that to myself|keep ? quiet|kept quiet|kept secret|a secret|is secret|secret|secretly|secrets
off the record|off-the-record|hush-hush|hush|under wraps|nobody knows|no one knows|nobody else knows|no one else knows|don't tell|do not tell
not to tell|never tell|must not know|mustn't know|shouldn't know|should not know|doesn't know that|does not know that|does not know about
doesn't know about|asked me not to|asked me to keep|sworn to|swore me to|nda|under embargo|embargoed|for my eyes|for my own|note to self|to self
quietly looking|discreetly|privately|in private|strictly private|personal and private|not for sharing|not to be shared|do not share|don't share
do not pass on|don't pass on|do not repeat|don't repeat|behind ? back|sensitive
# hearsay in other languages
manche sagen|man sagt|es heisst sie|es heisst er|angeblich|gerucht*|habe gehort|on dit que|il parait que|j'ai entendu dire|dicen que|se dice que|he oido que|dizem que|ouvi dizer|pare che|si dice che|dicono che|ho sentito che|men zegt|naar het schijnt|ik heb gehoord dat
# learnt by watching
saw on linkedin|saw on facebook|saw on instagram|saw on twitter|saw on social|saw on x|saw online|seen on linkedin|seen on facebook|read online that
on linkedin i saw|on facebook i saw|linkedin says|linkedin shows|linkedin suggests|linkedin profile says|profile says|profile shows
noticed on|noticed from|noticed that|i noticed|i've noticed|googled|looked her up|looked him up|looked them up|stalked|stalking|i suspect|i assume
i guess|my guess|i presume|i bet|reading between the lines|saw her with|saw him with|saw her arguing|saw him arguing|saw her crying|saw him crying
saw them arguing|spotted her|spotted him|spotted them|her instagram|his instagram|her facebook|his facebook|posted a photo|posted photos
i get the feeling|i have the feeling|i have a feeling|i get the impression|my impression|strikes me as|struck me as|comes across as|came across as
# what I think of them
annoying|annoys me|annoyed me|irritat*|arrogan*|snob*|stuck-up|stuck up|rude|impolite|boring|a bore|bores me|dull|tedious|lazy|stupid|idiot*|dumb|moron*|clueless
incompetent|useless|hopeless|unreliable|flaky|flakes|a flake|untrustworthy|dishonest|liar|lies a lot|lied to|two-faced|fake|phony|phoney|insincere
show-off|shows off|showing off|brags|bragged|bragging|braggart|boast*|pretentious|pompous|smug|condescending|patronising|patronizing|bossy|controlling|manipulative
narcissis*|ego|egotist*|egomaniac*|self-absorbed|self-centred|self-centered|self-important|full of himself|full of herself|full of themselves
talks too much|talks a lot about|never stops talking|won't stop talking|never shuts up|talks over|talks only about|only talks about|interrupts
loves the sound of|whiny|whines|whining|moans|moaner|complains|complainer|clingy|needy|creepy|creep|weird|weirdo|odd|oddball|strange man
strange woman|aloof|standoffish|grumpy|moody|bad-tempered|short-tempered|short fuse|hot-headed|hot-tempered|bad temper|temper|tantrum*|aggressive
passive-aggressive|hostile|hard to work with|difficult to work with|difficult person|a difficult|hard to like|hard to read|hard work to|is hard work
handle with care|pain in|a pain|nightmare|toxic|bully|bullies|sexist|racist|homophob*|misogyn*|bigot*|sleaz*|flirt*|attractive|handsome|gorgeous
good-looking|good looking|beautiful woman|pretty woman|pretty girl|sexy|a crush|crush on|fancy her|fancy him|fancies|in love with|attracted
ugly|fat|overweight|obese|bald|he smells|she smells|smells bad|smells of drink|smelly|body odour|body odor|bad breath|halitosis|sweats|drinks too much|drinks a lot|drank too much|drunk|drunken
stingy|miser*|tight-fisted|tight with money|cheapskate|is cheap|so cheap|greedy|selfish|ungrateful|thankless|jealous*|envious|gold digger|social climber
name-drop*|name drop*|opportunist*|uses people|used me|don't trust|do not trust|can't trust|cannot trust|never trust|wouldn't trust|would not trust
trust her|trust him|trust them|not to be trusted|can't be trusted|not sure i trust|can't stand|cannot stand|could not stand|i hate|i dislike|don't like her
don't like him|don't like them|do not like her|do not like him|don't much like|not keen on her|not keen on him|not a fan of|i avoid|avoid her
avoid him|avoid them|avoiding her|avoiding him|best avoided|keep my distance|keep ? at arm's length|steer clear|be careful with|be careful around
careful with her|careful with him|watch out|wary of|beware|not very bright|not the sharpest|not the brightest|not too bright|overrated|underqualified
out of his depth|out of her depth|out of their depth|bad manager|is terrible|was terrible|is awful|was awful|is horrible|was horrible|is dreadful|was dreadful|terrible person|terrible manager|terrible boss|awful person|awful boss|horrible person|horrible boss|mediocre|poor listener|never listens|doesn't listen|bad listener
never replies|never answers|never replied|never answered|never wrote back|never called back|didn't reply|did not reply|hasn't replied|always late|never on time
lets people down|let me down|lets me down|letting me down|disappoint*|ripped me off|owes me|never paid|never pays|never thanked|never thanks|never said thank*
one-sided|one-way|takes advantage|took advantage|only calls when|only writes when|only rings when|only gets in touch|only contacts me|only in touch
ignores me|ignored me|ghosted|ghosting|on my nerves|intimidat*|scares me|scared of her|scared of him|afraid of her|afraid of him|makes me nervous
makes me anxious|makes me uncomfortable|made me uncomfortable|makes me feel|made me feel|insecure|immature|childish|naive|gullible|vain|is bitter|still bitter|so bitter
so negative|very negative|always negative|know-it-all|know it all|mansplain*|hypocrit*|opinionated|stubborn|pushy|nosy|nosey|cheated me|exhausting|draining
too intense|a lot to take|too much for me|too loud|loud and|shallow|superficial|not genuine|desperate|pathetic|loser|failure|washed up|past her prime
past his prime|no talent|untalented|got the job only|only got the job|nepotis*|sucks up|suck-up|brown-nos*|yes-man|slimy|shady|dodgy|fishy|sketchy
suspicious|cold fish|cold and distant|icy|unfriendly|unhelpful|unkind|mean to|nasty|cruel|spiteful|vindictive|grudge|backstab*|back-stab*|stabbed
bad influence|waste of time|not worth|i resent|resent*|still angry|i'm angry|i am angry|angry with|angry at|mad at|cross with|furious|fed up with|sick of her
sick of him|i regret|embarrass*|awkward around|cringe*|chip on|thinks too highly|overpriced|overpaid|quarrel*|argued with|we argued|had a row|fell out|fallen out
falling out|bad blood|crazy|nuts|mental case|mad as|chauvinis*|womani*|sloppy|messy person|scatterbrain*|disorganised|disorganized|unprofessional
# pay and sums
salary|salaries|wage|wages|earns|earning ?|net worth|how much ? earns|paid more than|paid less than|pay cut|pay rise|pay raise|worth a fortune|loaded|wealthy
is rich|very rich|filthy rich|rolling in|inherit*|inheritance|trust fund|gehalt|verdient|salaire|sueldo|salario|stipendio|salaris
# hearsay, judgement and closeness said in other ways
don't ? like her|don't ? like him|don't ? like them|do not ? like her|do not ? like him|didn't ? like her|didn't ? like him|don't care for|nobody ? knows|no one ? knows|nobody must|no one must
knows yet|know yet|never buys|never offers|never asks|never gives|never helps|never says|never calls|never writes|never worked|never shows|never turns up|never does|never lifts
handshake is|stares|dresses badly|handshake is limp|limp handshake|stares|no manners|bad manners|cannot take a|can't take a|can't take criticism|no taste|no idea|no clue|no backbone|no spine|badly|behaves|behaved|dim|thick as|daft|half-wit|twit|prat|jerk|creep|clown|fool|foolish|silly man|silly woman|not clever|not smart|not that smart|slow on|cheap|rich family|rich parents|daddy's|nepo*|privileged|posh|common as|chav*
not kind|not nice|not friendly|not fair|unfair|not honest|not reliable|not trustworthy|not serious|not professional|two-timing|sleeping with|affair with|overbearing|domineering|dominates|micromanage*|tyrant|slave driver
sulk*|pout*|fussy|picky|neurotic|paranoid|hysterical|dramatic|drama queen|attention-seek*|crude|loud-mouthed|thin-skinned|touchy|prickly|abrasive|brusque|curt|cold to|dismissive|snapped at|shouted at|yelled at|screamed at
blanked|snubbed|insult*|offended|mocked|laughed at me|made fun of|humiliat*|belittl*|talked down|looks down|looked down on|bored me|bored by|put me off|off-putting|repulsive|disgust*|gross|unwashed|unkempt|scruffy|dirty|greasy|stinks|stank
strange|peculiar|eccentric|intense|clumsy|hard going|tough going|difficult man|difficult woman|he is difficult|she is difficult|is difficult|was difficult|so difficult|not easy to|a lot of work|high maintenance|my type|good kisser|hot for|too old for|too young for
i hear|we hear|one hears|a little bird|said to be|is said to|are said to|seems to have|seems to be having|i think she|i think he|i believe she|i believe he|unimpressed|not impressed
overconfident|careless|entitled|spoilt|spoiled|petty|no sense of humour|no sense of humor|wouldn't hire|would not hire|wouldn't recommend|would not recommend|not recommend
hopeless at|bad at|poor at|not good at|second choice|could be useful|only useful|useful contact|useful for|i pity|feel sorry for|poor thing|i envy|i was jealous
asked her out|asked him out|went on a date|on a date with|kissed|slept with|hooked up|one-night|my ex|we dated|used to date|unrequited|has a thing for|likes me more
too nice|two faces|plays games|plays dirty|cuts corners|takes credit|took credit|steals ideas|stole my|blames|lied about|lies about|cannot keep|can't keep|leaky|tells everyone
tells everybody everything|big mouth|loudmouth|know too much|not as good as|overestimates|thinks she is|thinks he is|thinks she's|thinks he's|tiresome|tiring|wears me out|a handful|insufferable|unbearable|intolerable|obnoxious|tactless|insensitive|ruthless|calculating|scheming|devious|sly|sneaky|cocky|conceited|vulgar|crude|tasteless|tacky
# German, French, Spanish, Italian, Portuguese, Dutch
privat|habe gehort|hab gehort|ich horte|angeblich|gerucht|geruchte|geruchten|vertraulich|unter uns|nicht weitersagen|nicht erwahnen|geheim|im vertrauen|anscheinend
nervig|nervt|unzuverlassig|eingebildet|traue ihm nicht|traue ihr nicht|unsympathisch|langweilig|faul
il parait|j'ai entendu|on m'a dit|rumeur|rumeurs|confidentiel|confidentielle|entre nous|ne pas dire|ne pas en parler|ne pas mentionner|penible|agacant|agacante
pas fiable|ennuyeux|ennuyeuse|he oido|me han dicho|me dijeron|dicen que|al parecer|rumor|rumores|entre nosotros|no decir|no contar|no mencionar|en secreto
insoportable|pesado|pesada|no me fio|ho sentito|mi hanno detto|dicono che|pare che|a quanto pare|riservato|tra noi|non dire|non dirlo|antipatico|antipatica
ouvi dizer|disseram-me|me disseram|dizem que|boato|boatos|entre nos|nao dizer|nao contar|nao mencionar|confidencial|chato|chata
gehoord dat|schijnbaar|vertrouwelijk|onder ons|niet doorvertellen|arrogante
"""

DELICATE = """
# what the body no longer does, and what is done about it
will not let her|will not let him|won't let her|won't let him|can only work|can only manage|can no longer|cannot any more|waiting list for|new hip|new knee|hip replacement|knee replacement
eaten properly|eats hardly|hardly eats|barely eats|hardly eating|barely eating|hardly sleeps|barely sleeps|hasn't slept|not sleeping|cannot sleep|can't sleep|out of bed|get up in the morning
black dog|eyesight is|eyesight has|her hearing is|his hearing is|losing ? sight|losing ? hearing|losing ? hair|losing ? memory|going blind|going deaf|memory is going|forgets ? names|incubator|neonatal|too early and
day release|test results|came back positive|biopsy|a lump|the all-clear|all clear from|remission|relaps*|wheelchair|crutches|walking stick|oxygen|feeding tube|a carer|home help|respite|dosage|side effects
meetings on ? day|day 1*|day 2*|day 3*|days clean|days dry|weeks clean|months clean|years clean|years dry|off the drink|on the wagon|off the wagon|the bottle|a child and it|trying for a
# the home coming apart
separate bedrooms|separate beds|separate rooms|separate flats|second weekend|other weekend|every other weekend|sees the children only|only sees the children|gets the children|gets the kids|sees the kids only
spoken to her since|spoken to him since|speak to each other any more|talk to each other any more|not on speaking|on speaking terms|cut her off|cut him off|cut them off|disowned|threw her out|threw him out|thrown out|kicked out
grew up in care|in foster care|foster home|children's home|left home with|no forwarding|walked out on|moved back in with ? parents|moved back to ? parents|back at ? parents|back with ? parents|sofa since|ran away|runaway
# money that is short
remortgag*|second mortgage|declined and|card was declined|gas bill|electricity bill|heating bill|the bills|cannot pay|can't pay|couldn't pay|could not pay|unable to pay|had to sell|have to sell|forced to sell|pawn*|food parcel*|food vouchers
doesn't stretch|does not stretch|make ends meet|makes ends meet|making ends meet|scraping by|tightening ? belt|lend ? money|borrow ? money|borrowed money|loan shark|payday loan|payment plan|arrears|overdrawn|overdraft|in the red|repossess*|final notice|eviction|evicted
# faith left and kept
the witnesses|left the church|left the faith|left the mosque|left the congregation|lost ? faith|the elders|excommunicat*|shunned|no longer believes|found god|born again|for religious|reasons of ? faith
# work that ended or is about to
clear his desk|clear her desk|clear their desk|cleared his desk|cleared her desk|renew his contract|renew her contract|renew their contract|renewed his contract|renewed her contract|contract was not renewed|contract wasn't renewed|contract is not being renewed|not extended
office will close|office closes in|office is closing|branch will close|branch is closing|site will close|site is closing|plant will close|plant is closing|plant is to|plant will shut|factory will close|factory is closing|will be closed|to be closed|is to close|is to shut|will shut|people will hear|will hear it after|have to forget it|not out yet|not public yet|not announced yet|before it is announced|nothing else lined up|nothing lined up|nothing to go to|put on notice|final warning|written warning|disciplinary|gardening leave|garden leave|on the list for|shown the door|pushed out|forced out|asked to leave|told to leave|escorted out|being closed and|is being closed|closing ? department|between jobs|out of work
passed over for|demoted|struck off|suspended from|suspended pending|grievance|tribunal
# grief
scattered her|scattered his|scattered their|we scattered|ashes|would have been her|would have been his|would have been their|anniversary of ? death|the grave|first christmas without|without her mother|without his father|no longer with us|never got over|took ? own life|laid to rest|the wake|lost the baby|stillb*
# the law and the state
home office|turned down ? application|leave to remain|deport*|overstay*|months inside|years inside|did time|doing time|served time|a record|on bail|on tag|community service|ankle tag|caution from the police|social services|social worker comes
# body
ill|illness*|sick|sickness|unwell|poorly|disease*|diagnos*|undiagnosed|cancer*|tumor*|tumour*|leukaemia|leukemia|lymphoma|melanoma|chemo*|radiotherapy|radiation therapy
biops*|metasta*|remission|relaps*|stroke|heart attack*|heart surgery|heart condition|heart trouble|heart problem*|heart failure|cardiac arrest|bypass
pacemaker|surgery|surgeries|an operation|her operation|his operation|their operation|the operation|hip operation|knee operation|back operation|operation on|operated on|operated her|operated his|they operated|injur*|accident
broken leg|broken arm|broken hip|broken ankle|broken wrist|broken back|broke her|broke his|broke a leg|concussion|hospital|hospitals|hospitalis*|hospitaliz*|infirmary|hospice|icu|intensive care
ambulance|emergency room|the er|clinic|in treatment|having treatment|getting treatment|treatment for|her treatment|his treatment|their treatment|undergoing
medication|medicated|meds|on tablets|pills|insulin|dementia|alzheimer*|parkinson*|epilep*|seizure*|diabet*|asthma*|arthritis|migraine*|chronic*|fibromyalgia
lupus|crohn*|ibs|colitis|coeliac|celiac|endometriosis|menopaus*|multiple sclerosis|ms diagnosis|has ms|has als|motor neurone|cystic fibrosis|hiv|aids|hepatitis|covid
tuberculosis|pneumonia|sepsis|infection|transplant|dialysis|kidney*|liver|lung|thyroid|blood pressure|high cholesterol|scan results|test results|mri|a lump
awaiting results|waiting for results|terminal illness|terminally|terminal|palliative|to live|frail|ailing|had a fall|bad fall|fell down|fell and|health scare|health problem*
health issue*|health trouble*|health reasons|health condition|medical|ill health|poor health|bad health|failing health|her health|his health|their health|health is|in bad health
disab*|wheelchair|crutches|deaf|going blind|is blind|legally blind|went blind|losing ? sight|hearing loss|hearing aid*|bad back|back pain|back trouble|back problems
in pain|allerg*|weight loss|lost weight|lost a lot of weight|losing weight|gained weight|put on weight|insomnia|can't sleep|cannot sleep|not sleeping|recovering|recovery
recuperat*|convalesc*|on the mend|getting better|sick leave|sick note|medical leave|leave of absence|off work|signed off|amputat*|paralys*|paralyz*|coma|bedridden
limp|physio|symptom*|syndrome|condition worsened|sclerosis|long-term condition|specialist appointment|saw a specialist|flare-up|unfit for work|bleeding|fainted|collapsed
# pregnancy
a girl ? early|a boy ? early|a daughter ? early|a son ? early|twins ? early|baby ? early|born early|born too soon|came too soon|weeks too soon|months too soon|weeks premature
pregnan*|expecting a baby|expecting a child|expecting a girl|expecting a boy|is expecting|are expecting|she's expecting|expecting twins|expecting their|expecting her|expecting in|expecting again
baby is due|baby due|due date|due with|miscarr*|stillb*|ivf|fertility|infertil*|trying for a baby|trying for a child|trying for a second|trying for kids|trying to conceive
to get pregnant|abortion|adopting a|adoption|adopted a|was adopted|surroga*|premature*|preemie|nicu|neonatal|postnatal|postpartum|maternity leave|paternity leave|parental leave
can't have children|cannot have children|couldn't have children|childless|egg freezing
# mind
therapy|therapist|in counselling|in counseling|counselling|counseling|counsellor|counselor|psychiatr*|psycholog*|shrink|depress*|antidepress*|anxiety|anxious|panic attack*
burnout|burn-out|burnt out|burned out|burnt-out|burned-out|breakdown|broke down|mental health|mental illness|mentally|bipolar|schizo*|psychosis|psychotic|ptsd|trauma*
ocd|adhd|add diagnosis|autis*|on the spectrum|asperger*|neurodiver*|dyslexi*|dyspraxi*|eating disorder*|anorexi*|bulimi*|self-harm*|self harm*|suicid*|overdos*|addict*|alcoholi*|rehab*
sober|sobriety|aa meeting*|in aa|joined aa|twelve-step|12-step|drinking problem|drink problem|drinking again|stopped drinking|quit drinking|gave up drinking|drug problem|drug use|on drugs
drugs|substance abuse|detox*|gambl*|withdrawal|stress|stressed|stressful|overwhelmed|exhausted|not coping|can't cope|cannot cope|struggl*|rough patch|rough time|rough year
rough few|rough month*|rough week*|rough spell|bad patch|bad time|bad year|bad few|bad spell|hard time|hard year|hard few|hard month*|hard spell|having it hard|tough time|tough year|tough few|tough month*
tough spell|tough patch|difficult time|difficult year|difficult few|difficult month*|difficult period|difficult patch|difficult spell|dark place|dark time*|dark period|low point
low mood|feeling low|feeling down|very down|quite down|so down|been down|low lately|in a bad way|bad place|fragile|not doing well|isn't doing well|not doing great|not doing so well|not well|wasn't well|isn't well|not herself
not himself|not themselves|not quite herself|not quite himself|cried|crying|in tears|tearful|upset|lonely|loneliness|isolated|miserable|heartbroken|devastat*|going through|went through a|been through
a lot on her plate|a lot on his plate|a lot on their plate|a lot going on|lot to deal with|a lot to deal with|worried about her|worried about his|worried sick|worries about|crisis|at breaking point
falling apart|fell apart|hit rock bottom|rock bottom|unhappy|grim|bad news|terrible news|sad news|not sleeping well|insecur*|low self-esteem|self-esteem|phobia|shame|ashamed|guilt|bad shape|tired all
exhaustion|needs rest|nervous wreck|wobbl*
# family trouble
divorc*|separated|separating|separation|seperated|split up|splitting up|split from|split with|they split|have split|broke up|breaking up|break-up|breakup|broken up|left her|left him|left his wife
left her husband|left by|walked out on|moved out|ex-husband|ex-wife|ex-partner|ex-boyfriend|ex-girlfriend|ex husband|ex wife|ex boyfriend|ex girlfriend|her ex|his ex|their ex|custody|an affair|affair with
his affair|her affair|affairs|cheat on|cheating|cheated|cheats|unfaithful|infidel*|adulter*|mistress|estrang*|not speaking to|not on speaking|no longer speaks|doesn't speak to|does not speak to|don't speak to
not talking to|no longer talks|no contact with|cut off|feud*|marriage trouble*|marriage problem*|marriage is|marriage counsel*|marriage broke*|marriage end*|marriage in|marriage over|marriage fail*|marital|marriage falling|couples counsel*|couples therap*
trouble at home|problems at home|trouble with her|trouble with his|problems with her|problems with his|things at home|situation at home|family trouble*|family problem*|family issue*|family crisis|family emergency|family matters|family situation|family drama
domestic violence|domestic abuse|abus*|violen*|beaten|restraining order|refuge|single mother|single mum|single mom|single parent|single father|single dad|orphan*|foster child*|foster parent*|foster care*|foster home|fostering|fostered|care home|nursing home|caring for|cares for her|cares for his|carer for|carer|caregiver
looks after her|looks after his|looking after her|looking after his|looked after her|looked after his|elderly|in care|dropped out|in trouble|expelled|bullied|bullying|truan*|ran away|runaway|called off ? wedding|called off ? engagement|engagement is off|wedding is off|jilted|stepfather trouble
# said in other ways
any more|anymore|born with|defect|burned down|burnt down|flooded|burgled|robbed|mugged|stolen|will not pay|won't pay|taking the flat|taking the house|took the flat|took the house|can't make|cannot make|couldn't make|can't pay|can't get|can't have|couldn't have|can't work|cannot work|can't go out|can't eat|can't face|can't find work|can't find a job|cannot find work
fight|fights|fighting|fought|argue|argues|arguing|argument|rows with|a row|quarrel*|alone|trouble|troubles|refused|denied|turned down for|owes|owe|letting people go|letting staff go|let people go|job cuts|cutting jobs|cutting staff
post is gone|job is gone|role is gone|position is gone|post was cut|job was cut|on the list|not long|hasn't got long|hasn't long|do not speak|does not speak|don't speak|doesn't speak|don't talk|doesn't talk|does not talk|no longer speak|no longer talk|stopped speaking|stopped talking
won't be renewed|won't renew|not renew*|won't be extended|not be extended|worry|worries|worried|worrying|afraid|scared|terrified|fear|fears|fearful|sad|sadly|sadness|sorrow|angry|anger|furious|frustrat*|desperate|despair*|panic*|ashamed|regret*|homesick|misses her|misses his
shaken|shock|shocked|shocking|suffer*|hurt|hurts|hurting|pain|painful|weak|weaker|unwanted|fed up|had enough|tired of|sick of|problem|problems|difficulties|in difficulty|difficulty|crash|crashed|ruined|collapse|failing|loss|losses|lost all|lost everything|lost faith|lost weight|lost hope|lost touch with reality
no longer works|no longer able|not able to|not allowed|isn't allowed|wasn't allowed|banned|struck off|under pressure|pressure at|overworked|bullied|bully|harassed|discriminat*|toxic workplace|hates going|dreads|dreading|unbearable
ex|exes|bereft|relapse|chemo|scan|scans|biopsy|bandage|crutch|cane|walks with a stick|stick|oxygen|inhaler|injection*|infusion*|insulin|ward|patient of|under the knife|stitches|fracture*|fractured|torn|tore|slipped|fever|flu|virus|rash|ulcer*|hernia|gout|shingles|vertigo|dizzy|faint
in a home|into a home|went into care|went into a home|moved into a home|sheltered housing|power of attorney|last will|her will|his will|the will|estate of|inheritance|probate
secondary school trouble|truant|naughty|suspended|caught with|caught drinking|caught smoking|weed|cannabis|cocaine|heroin|pills|high on|stoned|hungover|hangover|tipsy|sobering|binge*|booze*|boozing|bottle of|vodka|too much wine
born out of|illegitimate|affair|lover|mistress|cheated|betray*|left at the altar|called off|annul*|prenup|alimony|child support|social services|taken into care|guardian|paternity|dna test
passport problem*|residency|papers|status|illegal*|border|smuggl*|war|fled|flee|escaped from|persecut*|exile*|stateless
doctors|the doctor|her doctor|his doctor|doctor's|hip replacement|knee replacement|in a cast|can't walk|cannot walk|memory loss|losing her hair|losing his hair|slipped disc|sprained|bad knee|bad knees|bad hip|hurt her|hurt his|his heart|her heart|bypassed|stage four
stage three|stage two|the treatment|last treatment|first treatment|follow-up scan|a scan|her scan|his scan|the tests|blood test*|specialist about|off the wagon|drinks again|is drinking|was drinking|drinking|na meetings|nervous|not eating|stopped eating|eating again
lives apart|living apart|sleeping on the sofa|sleeping on a|moved back in with|moved back home|living with her parents|living with his parents|not in touch with her family|not in touch with his family|disowned|kicked out|threw her out|threw him out|grew up poor|doesn't know his father|no longer together|not together|back together
don't get on|doesn't get on|don't get along|doesn't get along|does not get along|difficult relationship|troubled|transitioning|transitioned|his pronouns|her pronouns|wedding off|marriage ended|end of ? marriage|converted|campaigned for|canvass*|party member|no longer knows|lost the house|lose the house|losing the house|lose ? house|lost ? house|lose ? home|lost ? home
credit card|overdue|in arrears|arrears|final notice|in the red|broke again|always broke|cut off the|no money|little money|out of money|ran out of money|business failed|business is failing|company failed|went into administration|in administration|liquidation|liquidat*
contract ended|contract runs out|contract ran out|not extended|resigned|resigning|position was cut|position cut|role was cut|eliminated|headcount|hours cut|looking for work|looking for a job|looking for a new job|looking for another job|job market|applying elsewhere|interviewing|job search|job-search|between things|no job|without a job|without work|jobseek*
no longer with us|ashes|took his own life|took her own life|took their own life|anniversary of ? death|is gone now|stillborn|cot death|terminally ill|last days|end of life
# grief
died|dies|dying|dead|death*|deceased|passed away|passed on|passed last|passed in|passed suddenly|her passing|his passing|passing of|lost her|lost his|lost their|lost both|lost a child|lost a baby|lost the baby|lost a parent|losing her
losing his|losing their|the loss of|her loss|his loss|their loss|sudden loss|loss in the family|funeral*|cremat*|burial|buried|bereave*|griev*|grief|mourn*|memorial service|wake for|obituar*|condolence*|sympathy card|late husband|late wife
late mother|late father|late brother|late sister|late partner|late son|late daughter|late mum|late dad|late mom|widow*|murder*|killed|drowned|fatal*|put down her|put down his|put to sleep|had to say goodbye
# work lost
laid off|lay-off*|layoff*|lay off|laying off|fired|got the sack|sacked|the sack|redundan*|retrench*|downsiz*|was let go|were let go|been let go|got let go|being let go|let her go|let him go|let them go|let go of half|let go by|let go from|let go in
lost ? job|losing ? job|lose ? job|lost the role|lost the position|unemploy*|jobless|out of work|out of a job|between jobs|between roles|job loss|job cuts|dismissed|dismissal|on notice|given notice|gave notice|handed in ? notice|handed in ? resignation|notice period|garden leave|gardening leave|a pip|on a pip|pipped
performance improvement|performance plan|disciplinary|suspended|forced out|pushed out|asked to leave|asked to go|told to leave|severance|furlough*|not renewed|not be renewed|wasn't renewed|contract ended early|contract was cut|contract is ending|restructur*|on probation|probation
company collapsed|went under|went bust|going under|go under|closing down|closed down|shutting down|shut down|wound up|winding up|at risk|job is on the line|fears for|worried about ? job|worried about ? position|wants to leave|wants out|thinking of leaving|thinking of quitting|thinking about leaving|thinking about quitting
planning to leave|planning to quit|about to quit|about to leave|about to resign|looking to leave|looking for a way out|plans to leave|plans to quit|quit without|rage-quit|job hunting|job-hunting|job hunt|hunting for a job|unhappy at|unhappy in|hates her job|hates his job|hates the job|passed over|demot*|didn't get|did not get|not get the
failed|failing|fails|rejected|rejection|bombed|flunked|visa|visas|work permit|green card|h-1b|h1b|asylum|refugee*|immigra*|undocumented|deport*|citizenship|residence permit|residency permit|naturalised|naturalized|naturalisation|naturalization|leave to remain|right to remain|overstay*
# money trouble
debt*|bankrupt*|insolven*|is broke|are broke|flat broke|went broke|totally broke|nearly broke|being broke|so broke|pretty broke|skint|mortgage*|foreclos*|evict*|repossess*|overdraft|behind on|behind with|can't afford|cannot afford|couldn't afford|could not afford|can't pay|cannot pay|couldn't pay|afford
financial trouble*|financial problem*|financial difficult*|financial worr*|financial stress|financially|money trouble*|money problem*|money worr*|money is tight|money's tight|money tight|money issues|money is short|short of money|short on money|short of cash|short on cash|strapped|savings|lost everything|lost money|lost a lot of money|lost a fortune
food bank|food stamps|on benefits|universal credit|welfare|child support|alimony|maintenance payments|pawn*|payday loan*|bailiff*|tax trouble*|tax problem*|owes tax|back taxes|student loan*|a loan|loan from|borrowed money|borrow money|lent money|lend money|lent her money|lent him money|owes money|owes the bank|income|homeless*|sofa-surf*|couch-surf*|making ends meet|make ends meet|ends meet
hard up|poverty|scammed|pension|payout
# faith, politics, whom one loves
church|parish|mosque|synagogue|chapel|temple|congregation|muslim*|moslem*|islam*|jew|jews|jewish|judaism|is christian|a christian|devout*|born-again|born again|christian faith|christians|catholic*|protestant*|evangelical*|baptist|baptists|methodist*|lutheran*|mormon*|quaker*|hindu*|sikh*|buddhis*|jehovah*|scientolog*|baha'i
atheis*|agnostic*|religio*|her faith|his faith|their faith|lost faith|of faith|faith is|faith group|strong faith|crisis of faith|believer|pray|prays|praying|prayer*|believes in god|found god|god|bible|quran|koran|kosher|halal|ramadan|fasting|sabbath|shabbat|baptism|baptised|baptized|christening|converted to|converting to|conversion to|spiritual*|worship*|bar mitzvah|bat mitzvah|hijab|headscarf|yarmulke|seminary
votes for|voted|voter|votes|labour party|labour member|conservative party|tory|tories|republican*|democrat|democrats|trump|brexit*|maga|socialist*|communist*|marxist*|anarchist*|left-wing|right-wing|far right|far left|far-right|far-left|political views|politics|political*|liberal views|conservative views|green party|union member|trade union*|protest|protests|protested|protesting|pro-life|pro-choice|gaza|israel|palestin*|zionis*
gay|lesbian*|bisexual*|queer|trans|transgender|transsexual|gender|coming out|came out as|came out to|came out last|out at work|not out|closeted|in the closet|nonbinary|non-binary|lgbt*|sexual*|homosexual*|polyamor*|open relationship|his boyfriend|her girlfriend|ethnic*|her accent|his accent|caste
# the law
lawsuit*|sued|suing|sues|being sued|legal trouble*|legal battle*|legal dispute*|legal problem*|legal proceedings|legal action|legal fight|in court|court case|to court|court date|court hearing|court order|arrest*|charged with|convict*|prison|jail*|sentenced|parole|criminal*|police|under investigation|being investigated|investigated for|fraud*|embezzl*
tribunal|criminal record|dui|drunk driving|drink driving|drink-driving|lost ? licence|lost ? license|on bail|harass*|assault*|rape*|allegation*|accused|accusation*|misconduct|whistleblow*|settlement|settled out|tax evasion|scandal|plagiar*|stalker|blackmail*|stole|stolen from|theft|caught stealing|community service|speeding
# German
krank|kranke|kranken|krankheit*|krankgeschrieben|krankenhaus*|klinik|krebs|operiert|herzinfarkt|schlaganfall|depressionen|depressiv|therapie|schwanger*|fehlgeburt|geschieden|scheidung|scheiden|getrennt|trennung|gestorben|verstorben|starb|todesfall|beerdigung|trauer|trauert|witwe|witwer|gekundigt|kundigung|entlassen|entlassung|arbeitslos*
schulden|pleite|insolvenz|geldsorgen|geldprobleme|glaubig|katholisch|evangelisch|muslimin|judisch|kirche|gemeinde|schwul|lesbisch|suchtig|alkohol*|entzug|pflegeheim|sorgerecht|affare|fremdgegangen|vor gericht|verklagt|gefangnis|aufenthaltserlaubnis|asyl|fluchtling|behindert*|geht es nicht gut|geht es schlecht|schwere zeit|probleme zu hause|uberfordert
# French
malade|malades|maladie*|hopital|opere|operee|enceinte|fausse couche|deprime|deprimee|psy|divorce|separe|separee|separes|deces|decede|decedee|est mort|est morte|obseques|enterrement|deuil|veuf|veuve|licencie|licenciee|licenciement|au chomage|chomage|dettes|endette|endettee|faillite|catholique|musulman|musulmane|juif|juive|eglise|homosexuel|homosexuelle
alcoolique|alcoolisme|garde des enfants|proces|sans-papiers|asile|titre de sejour|periode difficile|ne va pas bien|va mal|handicap*
# Spanish
enfermo|enferma|enfermedad|operacion|operado|operada|embarazada|embarazo|aborto|depresion|deprimido|deprimida|ansiedad|terapia|divorciado|divorciada|divorcio|separado|separada|murio|fallecio|fallecido|fallecimiento|muerte|muerto|muerta|entierro|luto|viudo|viuda|despedido|despedida|despido|desempleo|desempleado|desempleada|en paro|deuda|deudas|quiebra|arruinado
catolico|catolica|musulmana|judio|judia|iglesia|lesbiana|adicto|adicta|adiccion|alcoholico|custodia|infidelidad|carcel|visado|sin papeles|pasando por|mal momento|problemas en casa|hijo enfermo
# Italian
malato|malata|malattia|cancro|tumore|ospedale|operato|operata|operazione|incinta|gravidanza|depressione|depresso|depressa|divorziato|divorziata|divorzio|separazione|e morto|e morta|morto|morta|la morte|e mancato|e mancata|funerale|lutto|vedovo|vedova|licenziato|licenziata|licenziamento|disoccupato|disoccupata|debiti|fallimento
cattolico|cattolica|musulmano|ebreo|ebrea|chiesa|alcolista|dipendenza|affidamento|tradimento|carcere|permesso di soggiorno|periodo difficile|non sta bene|sta male|invalido
# Portuguese
doente|doenca|operado|cirurgia|gravida|gravidez|divorciado|divorciada|divorcio|morreu|faleceu|falecido|falecimento|morte|enterro|viuvo|viuva|demitido|demitida|desempregado|desempregada|desemprego|divida|dividas|falencia|muculmano|muculmana|judeu|judia|igreja|alcoolatra|vicio|guarda dos filhos|prisao|fase dificil|esta mal|nao esta bem
# Dutch
ziek|ziekte|ziekenhuis|kanker|zwanger|miskraam|gescheiden|scheiding|overleden|overlijden|begrafenis|rouw|weduwe|weduwnaar|ontslagen|ontslag|werkloos|schuldenberg|failliet|kerk|moeilijke tijd|overspannen
"""

_WORKPLACE = (
    r"(?:hospitals?|hospices?|clinics?|infirmary|klinik|krankenhaus|ospedale|hopital|church|cathedral|mosque|synagogue|temple|chapel|courts?|police"
    r"|prisons?|jail|care homes?|nursing homes?|rehab(?:ilitation)?(?: cent(?:re|er)| clinic| unit)?|funeral (?:home|parlour)|food bank|icu"
    r"|intensive care|emergency room|refugee (?:council|agency|centre|charity)|homeless (?:shelter|charity)|political party|refuge)"
)
_TOPIC = (
    r"(?:cancer|flu|measles|allerg(?:y|ies|ens?)|tumou?rs?|leuk(?:a)?emia|dementia|alzheimer'?s|parkinson'?s|hiv|aids|mental health|mental-health|heart|diabetes|autism|adhd|dyslexia|addiction|drug|drugs"
    r"|alcohol|homeless(?:ness)?|refugees?|immigration|debt|insolvency|bankruptcy|bereavement|public health|global health|health|medical|disability|kidney|lung|liver|stroke"
    r"|trauma|suicide prevention|fertility|ivf|pregnancy|maternity|neonatal|palliative|elderly|divorce|family|criminal|fraud|covid|vaccine|disease|infection|pension|mortgage"
    r"|student loans?|savings|income|trade union|church|religious|political|politics|gender|visa|asylum|police|prison|hospital|therapy|hearing aid|wheelchair|insulin|death|funeral|violence"
    r"|stress|immigrants?|welfare|restructuring|salary|wages?)"
)
_TRADE = (
    r"(?:research\w*|charity|charities|foundations?|trust|services?|nurses?|nursing|economists?|economics|tech|technology|policy|policies|informatics|data|software|sector|industry|start-?ups?"
    r"|company|companies|firm|apps?|ngos?|lawyers?|law|solicitors?|advis[eo]rs?|advice|cent(?:re|er)s?|specialists?|consultants?|consulting|fundraisers?|fundraising|products?|devices?"
    r"|diagnostics|discovery|development|developers?|trials?|stud(?:y|ies)|labs?|institute|society|association|council|conference|platform|campaigns?|officers?|engineers?|engineering|equipment"
    r"|imaging|writers?|journalists?|editors?|scientists?|science|analysts?|managers?|directors?|directorate|department|insurance|insurer|administrators?|administration|architects?|architecture|design|designers?"
    r"|detection|prevention|records|students?|school|degree|historians?|theor\w+|correspondent|reporters?|pharmac(?:y|ies|ists?)|trusts|registry|registries|admissions|radio|cooks?|gardens?|broker\w*|planning|planners?|funds?|supplies|statistics|professor|lecturer|workers?|physicist|physics|startup|dashboards?|figures|models?|modelling|maps?|charts?|surveillance|forecasts?|numbers|reports?|surveys?|posters?)"
)
_NO_STORY = r"(?:(?!(?:after|while|since|because|was|is|been|being|when|until|said|says|told|her|his|their|my|and|but|who|from|left|has|had|with)\b)[\w'-]+ )"
_ROLE = (
    r"(?:psycholog\w+|psychiatr\w+|psychotherapist|therapist|(?:physio|speech|occupational|art|music|massage|beauty)[ -]?therapist|physiotherapist|physio|counsell?or|oncologist|surgeon|nurse|midwife|carer|caregiver"
    r"|probation officer|police (?:officer|inspector|constable|sergeant)|prison (?:officer|guard|governor)|social worker|funeral director|undertaker|debt collector|foster parent recruiter|vicar|pastor|priest|rabbi|imam|chaplain"
    r"|church (?:warden|organist)|politician|political (?:scientist|journalist|adviser|advisor)|fertility doctor|clinic manager|hospital (?:porter|doctor|manager|pharmacist|chaplain|administrator))"
)

HARMLESS: tuple[str, ...] = (
    r"\b(?:opposite|near|beside|behind|next to|close to|across from|round the corner from|by) the (?:hospital|clinic|church|mosque|surgery|prison|court|hospice|cemetery|chapel)\b|\b(?:designs?|sells?|makes?|fits?|builds?|repairs?) (?:hearing aids|wheelchairs|prosthe\w+|crutches)\b|\bdrives? (?:an |the )?ambulance\b|\blost (?:her|his|their|my) (?:umbrella|keys?|phone|hat|gloves?|scarf|ticket|wallet|glasses|luggage|voice|way)\b|\bchurch organs?\b|"
    r"\bi owe (?:her|him|them) (?:an? |the |my )?(?:\w+[ -]){0,2}(?:card|coffee|lunch|dinner|drink|pint|call|answer|reply|email|letter|visit|book|favou?r|photos?|slides|recipe|postcard|thank-you|cake|rematch|game|one)\b|\bclinic where (?:she|he) works\b|\bheart is in\b",
    r"\b(?:across|between|of|for|in) (?:(?:the|all|several|many|some) )?hospitals\b|\bintensive care (?:nurse|doctor|consultant)\b|^(?:an? )?(?:[\w-]+ )?nurse in (?:[\w-]+ ){0,2}care\b",
    # A line of a record says what somebody does, not what befell them.
    r"^(?:company|organi[sz]ation|employer|role|position|title|job title|org|headline|industry|department)\b.{0,120}$",
    # Where people work, serve or meet.
    r"\b(?:works?|worked|working|jobs?|role|position|post|interns?|interned|internship|volunteers?|volunteered|volunteering|employed|teaches|nurse|doctor|gp|consultant|surgeon|porter|pharmacist|physio\w*"
    r"|midwife|registrar|manager|director|receptionist|administrator|engineer|analyst|developer|cleaner|chaplain|trustee|governor|runs|ran|manages|managed|leads|led|founded|joined|joining|head|organist|sings?|plays"
    rf"|it|lead|architect|arbeitet|travaille|trabaja|lavora|trabalha) {_NO_STORY}{{0,3}}?(?:at|in|for|of|im|in|a|en|au|em|the) {_NO_STORY}{{0,4}}?{_WORKPLACE}\b",
    r"\b(?:met|meet|know|knew|know (?:her|him|them)|friends?|people|met (?:her|him|them)) (?:at|from|through|via) (?:the |my |our )?(?:church|parish|temple|mosque|synagogue|chapel|kirche)\b",
    r"\b(?:church|chapel|temple|parish) (?:street|road|lane|choir|hall|fete|fair|bake sale|roof|organ|square|green|hill)\b",
    # What people study, sell or research.
    rf"\b{_TOPIC}(?: and {_TOPIC})? (?:{_TOPIC} )?{_TRADE}\b",
    rf"\b(?:research\w*|stud(?:y|ies|ied|ying)|phd|thesis|papers?|works|specialis\w+|expert|lectur\w+|teaches|writes|reports?|charity|foundation|start-?up|company|apps?|software|platform|fundrais\w+|data|devices?|law|ai)"
    rf" (?:in|on|into|for|about|against|to (?:detect|treat|fight|prevent|cure)) (?:(?!(?:her|his|their|my)\b)[\w-]+ ){{0,3}}?(?:{_TOPIC}|(?:mental )?(?:illness|health)|(?:rare )?diseases?|tumou?rs?|epilepsy|depression|patients)\b",
    rf"\b(?:is|was|as|became|becoming|be|now|i'm|he's|she's|they're) (?:(?:now|also|still) )?(?:(?:a|an|the|our) )?(?:(?!(?:see\w*|getting|having|under|with|her|his|their|my|a|an|the|to|on|by|in|talking|going)\b)[\w-]+ ){{0,2}}?{_ROLE}\b",
    r"\bdrugs? (?:discovery|development|design|company|companies|maker)\b|\bpharma\w*\b",
    # Words with an everyday sense.
    r"\b(?:foreign|current|public|student|regulatory|corporate|consumer|government|external) affairs\b|\bsick of (?!her|him|them)|\bfired up\b|\bby accident\b|\bstress[ -]test\w*|\bwaste separation\b|\bgreat depression\b",
    r"\b(?:network|server|system|data) redundancy\b|\bredundant (?:servers?|systems?|code|data|links?|disks?|power|backups?)\b|\b(?:energy|career|digital) transition\b",
    r"\b(?:political science|politics (?:degree|professor|department|student))\b|\bstudied (?:\w+ and )?politics\b|\bphilosophy politics\b|\bblind (?:date|spot|tasting)\b|\bdead(?: end|lift|lifts|line)\b",
    r"\bcheap (?:flights?|coffee|lunch|tickets?|wine|food|place|rents?|rooms?|books?|beer)\b|\btumou?r (?:cells?|biology|registry)\b|\bnot long (?:ago|after|before)\b|\blost touch\b(?! with reality)|\bhigh maintenance garden|\bflu jab\b|\badopted an? (?:cat|dog|kitten|puppy|rescue)\b|\bparish (?:newsletter|magazine|council)\b|\bwar (?:museum|memorial|diaries|poetry|and peace)\b|\bstick(?:s)? to\b|\bjoy ?stick\b",
    r"\b(?:works?|worked|job|engineer|analyst|manager|developer) (?:at|for) visa\b|\bat visa\b|\b(?:breaking|stroke of) (?:luck|genius)\b|\bbreast ?stroke\b|\bback ?stroke\b|\btidy sum\b",
    r"\bheard (?:back|myself|her (?:speak|talk|play|sing|give)|him (?:speak|talk|play|sing|give)|them (?:speak|talk|play|sing))\b|\b(?:i|we) heard (?:\w+ ){1,2}(?:speak|talk|play|sing|give a)\b|\bheard from (?:her|him|them)(?! that)\b",
    r"\bowes me (?:a |an |one )?(?:coffee|lunch|dinner|drink|beer|pint|call|email|reply|favou?r|one|visit|book|postcard|tea)\b|\bhates? (?:mushrooms|small talk|mornings|spam)\b",
    r"\b(?:secret (?:santa|garden|recipe|sauce|cinema|bookshop)|trade secrets?|odd (?:jobs?|one|numbers?)|tennis player|football player|chess player|rugby player|team player|record player|violin player|(?:\w+ )?player (?:of|in|for))\b",
    r"\b(?:weird fiction|pain points?|ego shooter|fat free|bald eagle\w*|according to plan|terrible at|awful weather|horrible weather|failure analysis|failing fast|cut off (?:date|point)|recovery (?:software|plan|site))\b|\bdata recovery\b|\bdisaster recovery\b",
    r"\bto live (?:in|near|by|with|closer|abroad)\b|\btemper\w* (?:steel|glass|chocolate)\b|\bloaded (?:with|the|up|fries)\b|\bnuts (?:and|about)\b|\bcrazy (?:about|busy|golf)\b|\bmedical (?:school|student|devices?|writer|writing|illustrator)\b",
    r"\bearning (?:her|his|their|a|an) (?:degree|phd|living|mba|stripes|certificate)\b|\bcriminal (?:law\w*|justice|defen[cs]e)\b|\bmade me feel (?:welcome|at home|better|comfortable)\b|\bmakes me feel (?:welcome|at home|calm|comfortable)\b",
    r"\bguilty pleasure\b|\bcare and\b|\bgod(?:mother|father|son|daughter|child)\b|\bgender (?:equality|pay gap|studies)\b|\bpolitical cartoons?\b|\bvoted (?:best|for her talk|for his talk)\b|\bcure[sd]? ham\b",
    # Things that die, work done alone, papers that are no passport, and days that are counted.
    r"\b(?:laptop|phone|computer|battery|shutter|camera|engine|car|van|bike|radio|printer|server|screen|laser|mixer|oven|boiler|pump|lamp|plant|mic|microphone|projector|drill|fridge|freezer|till|amp|router|signal) (?:has |had |is |was |went |just |finally |suddenly )*(?:died|dies|dead|crashed|failed|broke down|broken)\b|\bdead (?:battery|phone|laptop|engine|wood|easy|right|good|hammers?|keys?|notes?|strings?|pixels?|spots?|heat|zones?)\b",
    r"\b(?:do|did|doing|run|ran|prepare[ds]?|make|made|cook(?:ed)?|write|wrote|lead|led|handle[ds]?|teach|taught|finish(?:ed)?) (?:it |this |that |(?:the|my|a|an) (?:[\w-]+ ){1,3}?)?alone\b|\b(?:council|diploma|exam|research|conference|application|planning|old|news) papers\b|\b(?:paper|papers) (?:on|about|at|for) \w",
    r"\b(?:field|open|sports|training|work|market|study|first|second|third|last|course|conference|fair|boat|sale) day \d|\bday \d{1,2} (?:hours?|of the (?:course|conference|fair|training|trip|workshop))\b|\bward \d{1,2}\b(?= |$)(?! (?:again|since|for|with))",
    r"\b(?:popsicle|lolly|drum|cinnamon|memory|usb|walking|hockey|measuring|match) sticks?\b|\bstick (?:bridges?|insects?|figures?)\b|\ballergens? (?:day|course|training|chart|charts|list|lists|sheet|sheets|matrix|labels?|rules|law|poster|workshop|menu|table)\b|\b(?:church|chapel|cathedral|parish) (?:windows?|bells?|tower|door|ceiling|walls?|bulletin|tea|bazaar|concert|orchestra|kitchen|accounts|archive|registers?|garden|pews|notices?)\b",
    r"\b(?:the|whose) secret (?:is|was) (?:to|patience|butter|time|salt|more|less)\b|\b(?:hedge|fence|wall|table|desk|garden|net|plot|road|street) between us\b|\bcame out to the (?:\w+ ){0,2}(?:creek|site|garden|yard|car|field|river|boat|van|gate|barn|works|farm|street|shop|pitch|beach|track|allotment|orchard|quarry|house|door)\b|\b(?:basins?|sinks?|drains?|pipes?|roof|gutters?|ditch\w*|fields?|beds|tanks?) (?:\w+ ){0,2}draining\b",
    r"\b(?:nobody|no one|none) (?:ever )?ran away\b|\b(?:her|his|the|our|a) pension (?:for|in the|with (?:\w+ )?(?:rooms|breakfast|view))\b|\bvoted (?:on the|for the (?:name|logo|song|venue|date)|to (?:keep|move|change|buy|paint|rename)) |\bnew (?:knee|hip) (?:module|implant|model|design|prosthesis|joint)s?\b",
    r"\bpage (?:is|was) boring\b|\bwhen (?:it|that) (?:is|was|gets|got) boring\b|\bcry(?:ing)? (?:with|from) laugh\w+|\bcried (?:with|from) laugh\w+|\blaughed (?:until|till) (?:we|i|she|he) cried\b|\bi (?:nearly|almost) cried\b",
    rf"^(?:[\w-]+ )?{_ROLE}(?: (?:at|in|for)\b|$)",
)
"""Patterns taken out before the tables are read, each narrow enough not to swallow a story."""

_AMOUNT = r"(?:[$€£¥₹]\s?\d[\d.,]{0,15}\s?(?:k|m|mn|bn|million|billion|thousand)?\b|\b\d[\d.,]{0,15}\s?(?:k|m|million|thousand)?\s?(?:[$€£]|euros?\b|pounds?\b|dollars?\b|quid\b|usd\b|eur\b|gbp\b|chf\b))"
SUM_OF_MONEY = re.compile(
    rf"^(?!.*\b(?:raised|raising|seed|series [a-d]|funding|funded|round|turnover|revenue|budget|grant|charity|ticket|entry|costs?|donat|prize|discount|valuation|deal)).*{_AMOUNT}"
    r"|\b(?:earns?|makes?|making|paid|pays|salary|bonus|offer(?:ed)? of|on)\s+(?:about|around|over|under|nearly|roughly|some|ca\.?)?\s*\d{2,3}(?:[.,]\d{3}|\s?k)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Somebody's money in figures; what a company raised or an event costs is public."""
