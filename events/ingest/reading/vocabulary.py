"""Words that stand in and around the names of places and people. Pure."""


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


# After a name: it is a district's.
DISTRICT = listed(
    """
    dist district districts uluswali woleswali woluswali wuluswali
    """
)
# After a name: it is a province's.
PROVINCE = listed(
    """
    province provinces
    """
)
# After a name: it is a city's.
CITY = listed(
    """
    cities city municipality town
    """
)
# After a name: another thing is meant, which is called after the place.
OTHER = listed(
    """
    accord agreement air airbase airfield airport area's attack base bases battalion bazaar bombing border
    bridge brigade camp checkpoint conference corps corridor crossing customs dam deal declaration desert
    division embassy garrison gas gate hamlet highway highways hills hospital hotel intersection jail market
    massacre mosque mountain mountains news outpost pass peace plain port press prison process refugee regiment
    river road roads roundabout school shura square stadium street talks times tribe tribesmen tunnel university
    valley village villages
    """
)
# After a name: it says whose officials or people are meant.
WHOSE = listed(
    """
    army chief-based council councillor councilor elder elders governor intelligence lawmaker mp official
    officials police politician provincial representative resident residents security senator spokesman
    spokesperson
    """
)
# Small words within a name.
LINKS = listed(
    """
    e i no o u va wa ye
    """
)
# Words with a capital that may stand before a place's name and are no part of it.
BEFORE = listed(
    """
    afghan afghanistan after also and april around as at august both breaking but by capital captured center
    central centre city december district districts east eastern february for friday from in including inside
    into january july june key like march may monday near neighboring neighbouring new north northern november
    october of on outside over photos province provinces retook said saturday seized september south southern
    strategic sunday taliban the thursday to town tuesday update video watch wednesday west western when while
    with
    """
)
# Words before “district” that are no name.
NO_NAMES = listed(
    """
    a all an another border both each every few half he her his it its many more most multiple nearby no other
    our police provincial remote rural security several she some such that their these they this those various
    we which
    """
)
# Countries, and regions and cities abroad whose districts are not ours.
COUNTRIES = listed(
    """
    afrin aleppo bajaur balochistan baluchistan china chitral idlib india iran iraq kashmir khatlon khorog
    kurram libya mali mohmand mosul nigeria orakzai pakhtunkhwa pakistan peshawar quetta somalia swat syria
    tajikistan termez termiz turkey turkmenistan ukraine uzbekistan waziristan yemen
    """
)
# Spellings of places that are also words, first names or family names: they count where the text says “district”.
WORDS = listed(
    """
    ahmadaba ahmadabad andar andarab ander archi argo baak bagram bak bandar bangi bano banu barka barmal behsod
    behsud center central centre chaal chak chal charkh city daman dand dara darah darqad daya dela dila
    district farang farsi fereng fersi gero giro giti gulistan gurbuz hesarak jaji jalrez jorm kakar kakari kama
    kamah kang karim kashan khan khogiani khogyani kohestan kohistan kot kott lower mandol mangal markaz marmul
    maruf mezan mizan mohammadagha muhammad nadali narai nari nawa nawah neka nerkh nesh nika nili oba obe obi
    omna panjab parian qala qalandar ragh rashidan reg rustaq sabari sabri salang sayad sayyad shahrak shaki
    shamal sharan shegal sher sherzad shinwar shinwari showak soltan spera sultan surkhrod tagab tanai tanay
    tani tarwe terwa turwo upper vardak wama wardak zadran zaree zari zazi zeri zirok
    """
)
# Spellings in the lists that stand for no one place, or for a common word.
NEVER = listed(
    """
    center centre district heart markaz provincialcenter temporary temporarydistrict
    """
)
# Words of a speaker's title that are no name of his.
COMMON = listed(
    """
    abdul afghan afghanistan army associated chief city colonel corps council defence defense deputy district
    emirate forces friday from general government governor head interior islamic khan kunduz local member
    minister ministry mohammad monday muhammad national officials police press province provincial saturday
    security speaking spokesman spokesperson sunday taliban that the their they this thursday tuesday wednesday
    with
    """
)
