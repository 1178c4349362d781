"""Closed sets of words, written as the words themselves."""


def word_set(words: str, separator: str | None = None) -> frozenset[str]:
    """The words between white space (or another separator) as a set."""
    return frozenset(words.split(separator))
