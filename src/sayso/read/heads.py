"""What the encoder says of each word, and in which order: shared by the reader and its training."""

from sayso.model.reading import Realis
from sayso.model.vocabulary import plover

#: The types of PLOVER in the order of the trigger head, behind 0 for no trigger.
TYPES = tuple(sorted({entry.code for entry in plover().types} - {"NONE"}))
#: The classes of the realis head.
REALIS: tuple[Realis, ...] = ("denied", "happened", "ongoing", "planned", "possible")
#: Kinds of mention, each with a class for its first word and the next for the others, behind 0 for none.
KINDS = ("party", "place", "time", "figure")
#: Classes of each head that tags words, in the order of the columns. source, cue, content: 0 outside, 1 where a span
#: begins, 2 within it. ending: 1 at the last word of a sentence.
TAGS = {
    "source": 3,
    "cue": 3,
    "content": 3,
    "trigger": 1 + len(TYPES),
    "realis": len(REALIS),
    "mention": 1 + 2 * len(KINDS),
    "ending": 2,
}
#: Of a pair of a trigger and another word.
ROLES = ("none", "actor", "recipient", "third", "place", "time", "figure")
#: The head of roles adds up so many numbers of both words, and multiplies so many more of theirs.
SUMS, PRODUCTS = 128, 48
#: Words farther apart than this are to it as far apart as this.
FARTHEST = 16
