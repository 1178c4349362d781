"""What can go wrong at a language model, said once in our own words.

Knows the exceptions of openai and httpx2. A key never gets into a message, not even when the server repeats it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from coach.errors import CoachError, ModelNonsense, ModelRefused, ModelUnreachable, TooLarge
from coach.text import one_line

_TOO_LONG = (
    "exceed_context_size",
    "context_length_exceeded",
    "context size",
    "context window",
    "context length",
)


@contextmanager
def translated(address: str, secret: str = "") -> Iterator[None]:
    """Turns what the vendor raises inside the block into our errors, naming the address.

    Raises:
        ModelUnreachable: nothing listens, it took too long, broke off, or is overloaded.
        ModelRefused: the key, the model's name or the request was not accepted.
        ModelNonsense: what came back is not the chat protocol.
        TooLarge: the server says the prompt does not fit.
    """
    import httpx2
    import openai

    try:
        yield
    except CoachError:
        raise
    except (openai.APITimeoutError, httpx2.TimeoutException) as error:
        raise ModelUnreachable(
            f"The model at {address} took too long to answer. Try again, or give it more time with "
            "COACH_LLM_TIMEOUT_SECONDS."
        ) from error
    except (openai.APIConnectionError, httpx2.TransportError) as error:
        raise unreachable(address) from error
    except openai.APIError as error:
        raise _refusal(error, address, secret) from error
    except (openai.OpenAIError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        # langchain and openai read whatever comes back as if it were well-formed.
        raise nonsense(address) from error


def unreachable(address: str) -> ModelUnreachable:
    """Nothing answers at all, or it stopped in the middle."""
    return ModelUnreachable(
        f"The model at {address} cannot be reached, or it broke off. Check that it is running and that COACH_LLM_URL "
        "is its address, or leave COACH_LLM_URL out to use the built-in writer."
    )


def nonsense(address: str) -> ModelNonsense:
    """An answer came, and it is not one."""
    return ModelNonsense(
        f"What answers at {address} does not speak OpenAI's chat protocol, or its reply was garbled. Check that "
        "COACH_LLM_URL ends where that server's own instructions say (often in /v1), then try again."
    )


def _refusal(error: Exception, address: str, secret: str) -> CoachError:
    status = getattr(error, "status_code", None)
    said = one_line(str(getattr(error, "message", "") or error))
    if secret:
        said = said.replace(secret, "***")
    if any(phrase in said for phrase in _TOO_LONG):
        return TooLarge("This is more than the model can read at once. Shorten the text and try again.")
    if status in (401, 403):
        return ModelRefused(f"The model at {address} refused the key. Check COACH_LLM_KEY.")
    if status == 404:
        return ModelRefused(
            f"The model at {address} is not known there. Check COACH_LLM_MODEL and COACH_LLM_URL. It said: {said[:200]!r}"
        )
    if status == 429:
        return ModelRefused(
            f"The model at {address} takes no more requests now. Wait a while or check your account."
        )
    if status is None or status >= 500:
        return ModelUnreachable(
            f"The model at {address} failed. Try again in a moment. It said: {said[:200]!r}"
        )
    return ModelRefused(f"The model at {address} refused the request. It said: {said[:200]!r}")
