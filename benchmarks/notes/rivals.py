"""What a user would pick instead: the same passages, the same embedder, in LangChain's and bm25s's own hands."""

from collections.abc import Callable, Sequence

import bm25s
import Stemmer
from langchain_chroma import Chroma
from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from coach.index.embedder import Embedder
from coach.retrieval.passages import indexed_text
from coach.types import Passage

Search = Callable[[str, int], list[Passage]]


def rivals(passages: Sequence[Passage], embedder: Embedder, name: str) -> dict[str, Search]:
    """Each way to search the passages, by what it is called. `name` keeps two collections of Chroma apart."""
    documents = [
        Document(indexed_text(one.text, one.person, one.date), metadata={"place": place})
        for place, one in enumerate(passages)
    ]
    chroma = Chroma.from_documents(documents, _Embeddings(embedder), collection_name=f"notes-{name}")
    words = _Words(bm25=_bm25(documents), documents=documents)

    def shown(found: Sequence[Document], k: int) -> list[Passage]:
        return [passages[one.metadata["place"]] for one in found[:k]]

    def ensemble(query: str, k: int) -> list[Passage]:
        both = EnsembleRetriever(
            retrievers=[words.model_copy(update={"k": k}), chroma.as_retriever(search_kwargs={"k": k})],
            weights=[0.5, 0.5],
        )
        return shown(both.invoke(query), k)

    return {
        "LangChain default (Chroma)": lambda query, k: shown(chroma.similarity_search(query, k), k),
        "LangChain EnsembleRetriever": ensemble,
        "BM25 (bm25s)": lambda query, k: shown(words.model_copy(update={"k": k}).invoke(query), k),
    }


class _Embeddings(Embeddings):
    """The coach's own embedder, so that no row owes its place to another model."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class _Words(BaseRetriever):
    """bm25s as a LangChain retriever: English stop words, Snowball stems, as its own guide sets it up."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    bm25: bm25s.BM25
    documents: list[Document]
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        tokens = _tokens([query])
        if not any(tokens.ids):
            return []
        places, scores = self.bm25.retrieve(tokens, k=min(self.k, len(self.documents)), show_progress=False)
        return [self.documents[place] for place, score in zip(places[0], scores[0], strict=True) if score > 0]


def _bm25(documents: Sequence[Document]) -> bm25s.BM25:
    index = bm25s.BM25()
    index.index(_tokens([one.page_content for one in documents]), show_progress=False)
    return index


def _tokens(texts: list[str]) -> bm25s.tokenization.Tokenized:
    return bm25s.tokenize(texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False)
