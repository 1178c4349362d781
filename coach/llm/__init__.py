"""One path to any language model that speaks OpenAI's chat protocol, and the one that is built in."""
