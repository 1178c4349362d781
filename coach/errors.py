"""Everything that can go wrong in a way the user can act on.

    CoachError
    ├── UsageError                what was asked makes no sense as asked (exit status 2)
    │   └── EmptyInput            an empty question, goal, name or message
    ├── NameProblem               a name did not lead to exactly one person
    │   ├── UnknownPerson         nobody of that name; carries the nearest names
    │   └── AmbiguousPerson       several people of that name; carries the candidates
    ├── ImportProblem             a path or file that could not be read at all
    ├── TooLarge                  over a limit that is checked before the work
    ├── NotFound                  a draft, thread, rehearsal or note that is not there (any more)
    ├── StorageProblem            the disk is full or read-only, the book is locked or damaged
    ├── ModelProblem              the language model could not answer
    │   ├── ModelUnreachable      nothing listens there, or it took too long
    │   ├── ModelRefused          the key or the request was refused
    │   └── ModelNonsense         an answer that cannot be used
    ├── MailboxProblem            the user's own mailbox could not be reached, or did not take a draft
    │   └── PasswordNeeded        none is kept, or it was refused: ask for it (again)
    ├── ArtifactProblem           a model file is missing, cannot be fetched, or has the wrong digest
    └── Stopped                   the user stopped a long task; what was saved stays saved

A message names the value, says what is wrong and what to do next. Foreign errors are translated once,
in the file that knows the vendor.
"""

from collections.abc import Sequence


class CoachError(Exception):
    """Could not do it; the message is a sentence for the user. Doors exit with status 1."""


class UsageError(CoachError):
    """What was asked makes no sense as asked. Doors exit with status 2."""


class EmptyInput(UsageError):
    """Nothing was given where something is needed."""


class NameProblem(CoachError):
    """A name did not lead to exactly one person; `candidates` are the names worth trying."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class UnknownPerson(NameProblem):
    """Nobody in the book answers to that name."""


class AmbiguousPerson(NameProblem):
    """Several people in the book answer to that name."""


class ImportProblem(CoachError):
    """A path or file that could not be read at all."""


class TooLarge(CoachError):
    """Over a limit that is checked before the work is done."""


class NotFound(CoachError):
    """A draft, thread, rehearsal or note that is not there, or not any more."""


class StorageProblem(CoachError):
    """The disk is full or read-only, or the book is locked or damaged."""


class ModelProblem(CoachError):
    """The language model could not answer."""


class ModelUnreachable(ModelProblem):
    """Nothing listens at the address, or it took too long."""


class ModelRefused(ModelProblem):
    """The key, the model's name or the request was refused."""


class ModelNonsense(ModelProblem):
    """The model answered with something that cannot be used."""


class MailboxProblem(CoachError):
    """The user's own mailbox could not be reached, or did not take a draft."""


class PasswordNeeded(MailboxProblem):
    """No password is kept for the mailbox, or it was refused: doors ask for it and try again."""


class ArtifactProblem(CoachError):
    """A model file is missing, cannot be fetched, or does not have the digest it should have."""


class Stopped(CoachError):
    """The user stopped a long task. What was saved before stays saved."""
