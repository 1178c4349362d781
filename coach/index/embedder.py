"""Text to vectors: all-MiniLM-L6-v2 (int8 ONNX) inside, or an OpenAI-compatible endpoint of the user's choice.

The only file that knows onnxruntime, tokenizers and the embeddings half of openai. The dot product of two vectors
says how alike the texts are, on one scale for every embedder (`scale.py`). Opening an embedder is cheap; the model loads
with the first text.
"""

import threading
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from coach.artifacts.files import artifact_path
from coach.errors import ModelNonsense, ModelRefused, ModelUnreachable, UsageError
from coach.index.scale import Scale, unit
from coach.index.scale import Vectors as Vectors
from coach.settings import Settings

_BATCH = 16  # 8 to 32 were the fastest on two cores
_REMOTE_BATCH = 64
_MAX_TOKENS = 256
_MAX_CHARACTERS = 4000  # far beyond 256 tokens; spares the tokenizer a pasted novel


class Embedder(Protocol):
    """Whatever turns texts into vectors. `name` changes whenever the vectors would."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int:
        """Length of a vector; 0 while not known."""
        ...

    @property
    def remote(self) -> bool:
        """Whether texts leave this machine."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of one length, one row a text, in the order given; shape (n, dimensions), float32."""
        ...


def open_embedder(settings: Settings) -> Embedder:
    """The embedder the settings ask for. Nothing is loaded and nobody is called yet.

    Raises:
        UsageError: an address without the name of a model.
    """
    if not settings.embed_url:
        return MiniLM(settings)
    if not settings.embed_model:
        raise UsageError(
            f"The embeddings address {settings.embed_url!r} needs a model's name too: set COACH_EMBED_MODEL, "
            "or leave COACH_EMBED_URL out to use the embedder inside."
        )
    return Endpoint(settings)


def former_embedder(name: str, now: Embedder) -> Embedder | None:
    """The embedder of that name, if it can still be had: the one inside, or another model at the address in use.

    An address that no longer stands in the settings is never called again.
    """
    if not isinstance(now, Endpoint):
        return None
    if name == MiniLM.name:
        return MiniLM(now.settings)
    model = name.partition(" at ")[0]
    former = Endpoint(now.settings.model_copy(update={"embed_model": model}))
    return former if former.name == name else None


class MiniLM:
    """The embedder inside: 384 dimensions, about 160 short notes a second on two cores, nothing leaves the machine.

    Reimers & Gurevych 2019 (Sentence-BERT); mean pooling over the attention mask, then length one.
    """

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384
    remote = False

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As `Embedder.embed`.

        Raises:
            ArtifactProblem: the model's files are not there or not what they should be.
        """
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        if not texts:
            return vectors
        self._load()
        encodings = self._tokenizer.encode_batch([text[:_MAX_CHARACTERS] or " " for text in texts])
        # Texts of like length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda place: len(encodings[place].ids))
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            vectors[places] = self._embed_batch([encodings[place].ids for place in places])
        return vectors

    def _embed_batch(self, ids: list[list[int]]) -> Vectors:
        width = max(map(len, ids))
        tokens = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, sequence in enumerate(ids):
            tokens[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        states: Vectors = self._session.run(None, inputs)[0]
        weights = mask[:, :, None].astype(np.float32)
        return unit((states * weights).sum(axis=1) / weights.sum(axis=1))

    def _load(self) -> None:
        with self._lock:
            if self._session is not None:
                return
            import onnxruntime
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(artifact_path(self._settings, "tokenizer")))
            tokenizer.enable_truncation(max_length=_MAX_TOKENS)
            tokenizer.no_padding()
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            # A thread that waits by spinning takes its core from whoever it waits for: where other programs run, half
            # of the processor time and most of the clock went there.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            self._tokenizer = tokenizer
            self._session = onnxruntime.InferenceSession(
                str(artifact_path(self._settings, "embedder")), options, providers=["CPUExecutionProvider"]
            )


class Endpoint:
    """An OpenAI-compatible embeddings address, which has `timeout_seconds` for an answer, twice."""

    def __init__(self, settings: Settings, *, timeout_seconds: float = 30.0) -> None:
        self.settings = settings
        self._timeout_seconds = timeout_seconds
        self._url = settings.embed_url
        self._model = settings.embed_model
        self._key = settings.embed_key.get_secret_value()
        self._client: Any = None
        self._lengths: set[int] = set()
        self._scale: Scale | None = None
        self._is_scaled = False
        self.name = f"{self._model} at {self._url}, to scale"
        self.dimensions = 0
        self.remote = settings.embedder_is_remote

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As `Embedder.embed`; the first call asks for forty texts more, of our own, to learn the model's scale.

        Raises:
            ModelUnreachable: nothing listens there, or it took too long.
            ModelRefused: the key or the model's name was refused.
            ModelNonsense: not one vector a text, of one length, of plain numbers.
        """
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        if not self._is_scaled:
            self._scale = Scale.of(self._embed)
            self._is_scaled = True
        vectors = self._embed(texts)
        scaled = self._scale.apply(vectors) if self._scale else unit(vectors)
        self.dimensions = scaled.shape[1]
        return scaled

    def _embed(self, texts: Sequence[str]) -> Vectors:
        """The model's own vectors."""
        rows: list[list[float]] = []
        for start in range(0, len(texts), _REMOTE_BATCH):
            rows += self._request(
                [text[:_MAX_CHARACTERS] or " " for text in texts[start : start + _REMOTE_BATCH]]
            )
        self._lengths |= {len(row) for row in rows}
        if len(self._lengths) > 1:
            raise ModelNonsense(
                f"The embedding model {self._model!r} answers with vectors of different lengths "
                f"({', '.join(map(str, sorted(self._lengths)))}). Use another one, or leave "
                "COACH_EMBED_URL out to use the embedder inside."
            )
        return np.asarray(rows, dtype=np.float32)

    def _request(self, texts: list[str]) -> list[list[float]]:
        import openai

        if self._client is None:
            self._client = openai.OpenAI(
                base_url=self._url,
                api_key=self._key or "none",
                timeout=self._timeout_seconds,
                max_retries=1,
            )
        try:
            answer = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
            rows = [[float(number) for number in item.embedding] for item in answer.data]
        except openai.APIConnectionError as error:
            raise ModelUnreachable(
                f"The embeddings address {self._url!r} does not answer. Start it, mend COACH_EMBED_URL, or leave it "
                "out to use the embedder inside."
            ) from error
        except openai.APIStatusError as error:
            raise ModelRefused(
                f"The embeddings address {self._url!r} refused the request ({error.status_code}). Check "
                f"COACH_EMBED_KEY and COACH_EMBED_MODEL ({self._model!r})."
            ) from error
        except (openai.OpenAIError, TypeError, ValueError, AttributeError) as error:
            raise self._nonsense("something that is not an embedding") from error
        if len(rows) != len(texts):
            raise self._nonsense(f"{len(rows)} vectors for {len(texts)} texts")
        if any(not row or not np.all(np.isfinite(row)) for row in rows):
            raise self._nonsense("a vector that is empty or not of plain numbers")
        return rows

    def _nonsense(self, what: str) -> ModelNonsense:
        return ModelNonsense(
            f"The embeddings address {self._url!r} answered with {what}. Check that {self._model!r} is an embedding "
            "model, or leave COACH_EMBED_URL out to use the embedder inside."
        )
