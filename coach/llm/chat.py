"""Makes langchain's chat model for an address. The one file that knows `langchain_openai`."""

import os
from collections.abc import Mapping
from typing import Any

_CONNECT_SECONDS = 10.0


def openai_chat(
    *,
    address: str,
    model: str,
    key: str,
    timeout_seconds: float,
    loopback: bool,
    retries: int,
    body: Mapping[str, object],
) -> Any:
    """A `ChatOpenAI` that streams from `address` and tells nobody else.

    Args:
        loopback: the address is this machine, so a proxy in the environment must not be asked.
        retries: how often a request that was refused a connection, or met an overloaded server, is sent again.
        body: fields added to every request.
    """
    # Set here, before langchain is imported: whatever stands in the environment, no trace of notes goes to a service.
    os.environ.update(LANGSMITH_TRACING="false", LANGCHAIN_TRACING_V2="false")
    import httpx2
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    timeout = httpx2.Timeout(timeout_seconds, connect=min(_CONNECT_SECONDS, timeout_seconds))
    return ChatOpenAI(
        base_url=address,
        model=model,
        # A stand-in, because without one the library would send the OpenAI key it finds in the environment.
        api_key=SecretStr(key or "none"),
        timeout=timeout,
        max_retries=retries,
        http_client=httpx2.Client(trust_env=not loopback, timeout=timeout),
        http_async_client=httpx2.AsyncClient(trust_env=not loopback, timeout=timeout),
        use_responses_api=False,
        stream_usage=False,
        streaming=True,
        extra_body=dict(body),
    )
