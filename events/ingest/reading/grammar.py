"""The words with which texts speak of control, as parts of the rules' patterns. Pure."""

from events.ingest.reading.modality import ADVERB
from events.ingest.reading.numerals import NUMBER
from events.ingest.reading.signs import ADJ, CENTRE, DET, A, E, G, P, W

ADVERBS = rf"(?: {ADVERB}| ,(?= {ADVERB} ,))*"
CONTROL = r"(?:(?:full |complete |effective |total |firm |partial )?(?:control|possession|charge|hold)(?: of| over))"
_LIST = (
    rf"(?:(?:{DET} )?(?:{NUMBER}|several|more|other|key|new|additional) (?:{ADJ} |more )*(?:districts?|"
    rf"district cent(?:er|re)s?|cities|towns|provincial capitals?)"
    rf"(?: (?:in|of) (?:the )?(?:{ADJ} )*(?:provinces? of )?(?:{P}|{E})(?: province)?)?(?: {W})?(?: ,| :| –| -|"
    rf" including| such as| namely| are| identified as| \()*)"
)
_HQ = (
    r"(?:(?:the |all )?(?:district |governor 's |government |provincial |main )*(?:headquarters|hq|cent(?:er|"
    r"re)s?|compounds?|office|offices|building|buildings|bazaar|facilities)"
    r"(?: (?:and|,|&)(?: the| all| other)*(?: \w+){0,2} (?:headquarters|hq|compounds?|offices?|buildings?|"
    r"facilities|cent(?:er|re)s?|installations|bazaar))*(?: (?:in|of|at|for))?)"
)
FILL = (
    rf"(?: (?:{CONTROL}|{_LIST}|{_HQ}|of|over|back|:|,(?= {G} ,)|{DET}|{ADJ}|neighbou?ring|city of|districts? of|"
    rf"centers? of|{W})){{0,9}}? "
)
TAKE = (
    r"(?:captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|overr(?:an|un|uns)|overrunning|conquer(?:s|ed|ing)?|occup(?:y|"
    r"ies|ied|ying)|"
    r"(?:took|takes?|taken|taking) over|(?:took|takes?|taken|taking|gain(?:s|ed|ing)?|assum(?:es|ed|ing)|"
    r"wrest(?:s|ed|ing)?|"
    r"seiz(?:e|es|ed|ing)|establish(?:es|ed|ing)|secured?) (?=(?:\w+ )?(?:control|possession|charge|hold)\b)|took|"
    r"takes?|taken|taking|snatch(?:ed|es)|grabb(?:ed|ing)|"
    r"wrest(?:ed|ing)|stormed and (?:captured|seized)|annex(?:ed)?)"
)
RETAKE = (
    r"(?:re-?took|re-?tak(?:e|es|en|ing)|re-?captur(?:e|es|ed|ing)|regain(?:s|ed|ing)?|reclaim(?:s|ed|ing)?|"
    r"liberat(?:e|es|ed|ing)|"
    r"recover(?:s|ed|ing)? (?=(?:\w+ )?control\b)|clear(?:s|ed|ing)?|won back|wins? back|took back|taken back|"
    r"re-?seiz(?:ed|es)|"
    r"reassert(?:s|ed) (?=(?:\w+ )?control\b)|restored? (?=(?:\w+ )?control\b)|re-?establish(?:ed|"
    r"es) (?=(?:\w+ )?control\b)|freed|cleansed|re-?conquer(?:ed)?)"
)
TAKEN = (
    r"(?:captured|seized|overrun|conquered|occupied|taken over|taken|wrested|re-?taken|re-?captured|regained|reclaimed|"
    r"liberated|cleared|won back|taken back|freed|cleansed|stormed and captured|lost)"
)
RETAKEN = (
    r"(?:re-?taken|re-?captured|regained|reclaimed|liberated|cleared|won back|taken back|freed|cleansed|re-?seized)"
)
BE = r"(?:was|were|is|are|has been|have been|had been|being|been|be|has|have|had|got)"
FELL = r"(?:fell|falls?|fallen|collapsed?|collapses|slipped|slips|passed|passes)"
LEAVE = (
    r"(?:abandon(?:s|ed|ing)?|evacuat(?:e|es|ed|ing)|vacat(?:e|es|ed|ing)|surrender(?:s|ed|ing)?(?: control of)?|"
    r"ced(?:e|es|ed|ing)(?: control of)?|"
    r"g(?:ave|ives?|iving|iven) up(?: control of)?|(?:withdr(?:ew|aw|aws|awn|awing)|retreat(?:s|ed|ing)?|pull(?:s|"
    r"ed|ing)? (?:out|back)|fled|flee|fleeing|"
    r"ran away|escaped|driven out|forced out|kicked out|pushed out|ousted|expelled|moved out)(?: {A})?(?: of|"
    r" from)?(?: their (?:positions|posts|bases) in)?|"
    r"hand(?:s|ed|ing)? over(?: control of)?|left|leave|leaving)"
).replace("{A}", A)
CENTRE_OF = (
    rf"(?:(?:the )?(?:{CENTRE}|heart|middle|streets|suburbs?|outskirts|gates?|edges?|periphery|entrances?|"
    rf"environs|fringes|limits|perimeter|neighbou?rhoods|surroundings|vicinity|doors|vicinities|several parts|"
    rf"parts|some parts|most parts|large parts)"
    r"(?: (?:and|,) (?:the )?(?:outskirts|suburbs|edges?|surroundings|entrances?))?(?: of| in| to))"
)
FIGHTING = (
    r"(?:(?:heavy |fierce |intense |sporadic |deadly |bloody |ongoing |street |gun ?|pitched |armed |violent |"
    r"face-to-face |close |renewed |heaviest |running )*"
    r"(?:fighting|clashes|battles?|gunfights?|gun battles?|gunbattles?|firefights?|combat|street fights|"
    r"street-to-street fighting|street fighting|shoot-?outs?|fights?|war))"
)
