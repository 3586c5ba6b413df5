"""The signs that stand for names in the line of a sentence, and the words that stand around a place's name. Pure."""

DISTRICT, EITHER, PROVINCE, COUNTRY, ACTOR, TIME, GROUP = (0xE000, 0xE400, 0xE800, 0xEC00, 0xF000, 0xF300, 0xF600)
MOST = 0x2A0  # signs of a sort in one sentence
D, E, P, C, A, W, G = (
    f"[{chr(first)}-{chr(first + MOST)}]" for first in (DISTRICT, EITHER, PROVINCE, COUNTRY, ACTOR, TIME, GROUP)
)
DE, PE, PEC = (f"(?:{'|'.join(signs)})" for signs in ((D, E), (P, E), (P, E, C)))

ADJ = (
    r"(?:strategic|strategically|important|key|northern|southern|eastern|western|central|north-?eastern|north-?western|"
    r"south-?eastern|south-?western|(?:north|south|east|west)(?! of\b)|remote|neighbou?ring|nearby|adjacent|"
    r"border|populous|embattled|volatile|"
    r"restive|mountainous|rural|besieged|entire|whole|main|major|largest|biggest|second|third|fourth|fifth|first|"
    r"second-largest|third-largest|major|afghan|troubled|sprawling|contested|historic|vital|critical|crucial|"
    r"small|large|other|same|provincial|dusty|isolated|war-torn|opium-rich|located|strategically-located|"
    r"insecure|turbulent|densely|sparsely|populated|long-contested|poppy-growing|far-flung|ethnic|mostly|"
    r"country 's|additional|more|further|new|also)"
)
DET = r"(?:the|a|an|both|all|another|its|their|his|two|three|four|five)"
CENTRE = r"(?:district |administrative |city |town )?(?:cent(?:er|re)s?|headquarters|hq|compounds?|seat|downtown)"
KIND = (
    rf"(?:districts?|city|cities|town|municipality|{CENTRE}|district (?:governor 's |government )?(?:compound|"
    rf"building|headquarters))"
)
KIND_OF = (
    rf"(?:(?:district governor 's|district|governor 's) (?:compound|headquarters|office|building) in|(?:{KIND}|"
    rf"capital|provincial capital|whole|entirety|rest|remainder) of)"
)
