"""The one error tree: every message is a sentence that says what to do."""


class SaysoError(Exception):
    """Anything Sayso refuses to do; the message is one sentence with the remedy. Exit code 1."""

    exit_code = 1


class UsageError(SaysoError):
    """The command was asked for something that cannot be. Exit code 2."""

    exit_code = 2


class AcquireError(SaysoError):
    """A page cannot be taken in; it stays in the record with this message as its error."""


class RecordError(SaysoError):
    """The record cannot be opened, is busy, or is of another schema."""


class NotInRecordError(SaysoError):
    """An id, document or actor that the record does not hold."""


class ModelError(SaysoError):
    """A language model or table is missing or is not the one this version was made with."""


class CorruptRecordError(RecordError):
    """`sayso check` found a fact that does not open its words, or a reference that leads nowhere."""
