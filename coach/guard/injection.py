"""Finds text in notes or pasted messages that talks to the model instead of about a person.

Such lines are left out of briefs; nothing a model reads is ever taken from them.
"""

import re

_MODEL_TALK = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|above|previous|prior|earlier|polic)
    | \b(?:system|developer|hidden)\s+(?:prompt|message|instruction|note)
    | \b(?:you\ are|act\ as|pretend\ to\ be|roleplay\ as)\b.{0,30}\b(?:assistant|model|chatbot|bot|ai|gpt|dan)\b
    | \b(?:assistant|ai|chatbot|model|llm|gpt|coach)\b\s*[:,]\s*\w+
    | \b(?:dear|hey|note\s+to|attention|instructions?\s+(?:for|to))\s+(?:the\s+)?(?:assistant|ai|chatbot|model|llm|coach)\b
    | \bwhen\s+(?:writing|drafting|answering|summari[sz]ing)\b.{0,60}\b(?:include|add|mention|say|write|reveal|output)\b
    | \b(?:include|insert|append|reveal|output|print|repeat|leak)\b.{0,50}
        \b(?:private\s+notes?|secrets?|passwords?|verbatim|all\s+(?:the\s+)?notes|system|in\s+(?:every|the|your)\s+
        (?:email|message|draft|reply|answer|response))
    | <\s*/?\s*(?:system|instructions?|prompt|assistant|user|im_start|im_end)\b
    | <\|.{1,30}\|> | \[/?INST\] | ^\s*(?:\#+\s*)?(?:system|assistant|user)\s*:
    | \b(?:new|updated|important)\s+instructions?\b
    | \bsend\s+(?:an?\s+)?(?:email|mail|message|money|bitcoin)s?\s+to\b.{0,40}@
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def is_instruction(text: str) -> bool:
    """Whether a piece of a note reads as an order to a language model."""
    return _MODEL_TALK.search(text) is not None
