"""Fields of work and the words that name them in a role or an employer: "energy" is also wind, grid and solar.

Closed lists of everyday trades. They only widen a question about a whole field ("who works in energy?"), and only
what stands in a role or an organization counts, so that a nurse is not a doctor and a solar lamp is no job.
"""

from coach.retrieval.words import stem

_FIELDS = """
energy renewables renewable power electricity utilities > wind solar grid turbine hydropower hydrogen nuclear photovoltaic geothermal tidal gas oil petroleum battery offshore edf vattenfall orsted iberdrola equinor siemens-energy national-grid
health healthcare medicine medical > hospital nurse nursing doctor gp clinic clinical surgeon physician dentist dental pharmacy pharmacist pharmaceutical medicines prescription paramedic ambulance midwife nhs ward care dispensary cardiologist epidemiologist physiotherapist radiographer psychiatrist paediatrician oncologist optician tumour hospice apotheker medico medica enfermera arzt arztin
education teaching schools > school teacher headteacher head-teacher lecturer professor tutor university college academy primary secondary kindergarten nursery pupil learning dean lehrer lehrerin profesor profesora
finance banking money > bank banker investment accountant accounting auditor audit treasurer actuary insurance fund economist bookkeeper payroll tax risk credit pension barclays hsbc lloyds
insurance > insurer underwriter actuary claims versicherung assurance
law legal > lawyer solicitor barrister attorney judge paralegal court notary counsel
software tech technology it computing computers > developer programmer coder devops sysadmin frontend backend web app cloud engineer-software digital cyber cybersecurity it-support
data statistics analytics > analyst statistician database data-scientist modeller
publishing books literature literary > publisher editor verlag verleger lektor literary author novelist writer bookseller bookshop lit libreria livraria editorial penguin
journalism media press news > journalist reporter newspaper magazine broadcaster radio television columnist editor bbc
translation languages > translator interpreter subtitler traductora traductor
museums museum heritage culture > curator conservator archivist gallery exhibitions exhibition archive armouries
art arts > artist painter sculptor gallery curator illustrator theatre museum
music > musician singer violinist pianist cellist conductor orchestra composer drummer choir opera
theatre film television cinema > actor actress director playwright producer screenwriter dramaturg filmmaker comedian
design > designer illustrator architect ux typographer
hospitality catering food restaurants > chef cook restaurant cafe baker bakery barista waiter waitress hotel takeaway bar pub brewery sommelier
retail shops > shop store supermarket seller sales cashier boutique florist bookseller
construction building > builder architect carpenter plumber electrician roofer mason bricklayer joiner surveyor plasterer
property housing > landlord landlady estate-agent letting realtor surveyor
transport transportation > driver bus train railway airline pilot courier shipping logistics freight haulage taxi uber
shipping logistics freight > maritime cargo port docks warehouse haulage courier dispatcher supply-chain
aviation > pilot airline airport aircraft cabin
farming agriculture > farmer farm grower vineyard forester orchard agronomist dairy
environment climate conservation sustainability > ecologist ecology forester climatologist sustainability green river wildlife conservation
science research academia > scientist researcher professor laboratory lab biologist chemist physicist geologist astronomer postdoc university institute
engineering > engineer mechanical electrical civil
government politics council > councillor council ministry civil-servant mayor policy parliament
charity charities nonprofits > charity foundation ngo trust volunteer fundraiser aid oxfam shelter
church religion > pastor vicar priest minister parish chaplain
sport sports fitness > coach trainer athlete gym physiotherapist football yoga
marketing advertising > brand copywriter communications campaign publicist pr social-media
recruitment recruiting hr > recruiter headhunter talent people-partner personnel
consulting consultancy > consultant adviser advisor
""".strip()


def in_field(word: str) -> frozenset[str]:
    """The stems that name work of this field; empty for a word that names none."""
    return _BY_NAME.get(stem(word), frozenset())


def field_words(word: str) -> tuple[str, ...]:
    """The same words as written, for looking them up."""
    root = stem(word)
    return tuple(other for names, every in _lines() if root in map(stem, names) for other in every)


def _lines() -> list[tuple[list[str], list[str]]]:
    """The names of each field, and all its words."""
    parted = (line.partition(" > ") for line in _FIELDS.splitlines())
    return [(names.split(), [*names.split(), *others.split()]) for names, _, others in parted]


def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for names, every in _lines():
        for root in map(stem, names):
            found[root] = found.get(root, frozenset()) | frozenset(map(stem, every))
    return found


_BY_NAME = _by_name()
