"""How real a happening is, from the words of those who tell it."""

from collections.abc import Collection, Iterable

from sayso.model.comparison import EventTelling, Status
from sayso.model.reading import Claim, EventMention

#: The higher stands for the whole; a denial stands beside and never replaces.
RANK: tuple[Status, ...] = ("happened", "ongoing", "claimed", "planned", "possible", "denied")
REAL = ("happened", "ongoing")


def mention_status(
    mention: EventMention, claim: Claim | None, parties: Collection[str], own_voice: bool = False
) -> Status:
    """The status of one mention.

    `claimed` where it is told as happened or ongoing by a party to the act or by somebody unnamed, and the page nowhere
    says it in its own voice. `parties`: countries and actor ids of those who take part in the event.
    """
    if mention.realis not in REAL or claim is None or own_voice:
        return mention.realis
    return "claimed" if _is_interested(claim, parties) else mention.realis


def _is_interested(claim: Claim, parties: Collection[str]) -> bool:
    return not claim.named or claim.speaker_country in parties or claim.speaker_id in parties


def event_status(tellings: Iterable[EventTelling]) -> Status:
    """The status of an event over its tellings: vouched for over claimed over planned over possible.

    A set of statuses, not a count of them: copies make nothing more real. Denied only where nobody says otherwise.
    """
    said = {telling.status for telling in tellings}
    return next(status for status in RANK if status in said)
