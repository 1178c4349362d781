"""Every setting, where it came from, and the folders that belong to one user.

Nothing else reads the environment. A setting comes from, in this order: a `COACH_*` variable, the file
`$COACH_HOME/settings.toml`, the default.
"""

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from coach.errors import UsageError

MailTls = Literal["implicit", "starttls"]
"""A mailbox speaks TLS from the first byte, or after STARTTLS; there is no third way."""

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("networking-coach", appauthor=False))


def _default_models() -> Path:
    return Path(platformdirs.user_cache_dir("networking-coach", appauthor=False)) / "models"


class Settings(BaseSettings):
    """The settings of one run. `load_settings` makes it; tests may make it directly."""

    model_config = SettingsConfigDict(env_prefix="COACH_", env_ignore_empty=True, extra="ignore", frozen=True)

    home: Path = Field(default_factory=_default_home, description="the folder of everything that is yours")
    models: Path = Field(
        default_factory=_default_models, description="the cache of model files, shared by all homes"
    )
    today: date = Field(
        default_factory=date.today, description="stands in for today in tests and measurements"
    )

    llm_url: str = Field("", description="an OpenAI-compatible address; empty means the embedded writer")
    llm_model: str = Field("", description="the model's name at that address")
    llm_key: SecretStr = Field(SecretStr(""), description="the key for that address")
    embed_url: str = Field(
        "", description="an OpenAI-compatible embeddings address; empty means the built-in embedder"
    )
    embed_model: str = Field("", description="the embedding model's name at that address")
    embed_key: SecretStr = Field(SecretStr(""), description="the key for that address")

    writer_file: Path | None = Field(None, description="a GGUF file of your own for the embedded writer")
    writer_threads: int = Field(
        0, ge=0, le=256, description="threads of the embedded writer; 0 means all cores"
    )
    writer_idle_seconds: int = Field(
        600, ge=5, description="the embedded writer stops after so many idle seconds"
    )
    llm_timeout_seconds: float = Field(120.0, gt=0, description="how long one reply may take")

    mailbox_host: str = Field("", description="your own mail server (IMAP); empty means none")
    mailbox_user: str = Field("", description="your name at that server, mostly your address")
    mailbox_port: int = Field(0, ge=0, le=65535, description="its port; 0 means 993, or 143 with STARTTLS")
    mailbox_tls: MailTls = Field("implicit", description="implicit or starttls")

    max_message_characters: int = Field(
        20_000, ge=100, description="the longest message a chat or command takes"
    )
    max_file_megabytes: int = Field(64, ge=1, description="the largest file an import reads")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables first, then the settings file; no `.env`, so that there is one place for each."""
        return init_settings, env_settings, _SettingsFile(settings_cls)

    @property
    def book_file(self) -> Path:
        """The one source of truth."""
        return self.home / "book.sqlite"

    @property
    def index_folder(self) -> Path:
        """Both indexes; may be deleted at any time."""
        return self.home / "index"

    @property
    def page_folder(self) -> Path:
        """What the browser uploaded or may download; holds copies only."""
        return self.home / "page"

    @property
    def log_file(self) -> Path:
        return self.home / "coach.log"

    @property
    def writer_is_remote(self) -> bool:
        """Whether what the model reads leaves this machine."""
        return bool(self.llm_url) and not is_loopback(self.llm_url)

    @property
    def leaves_this_machine(self) -> bool:
        """Whether any of the user's words go to another machine, because they said so."""
        return self.writer_is_remote or self.embedder_is_remote

    @property
    def mailbox_is_remote(self) -> bool:
        """Whether a draft the user files in their mailbox leaves this machine, for their own mail server."""
        return bool(self.mailbox_host) and self.mailbox_host not in _LOOPBACK

    @property
    def embedder_is_remote(self) -> bool:
        """Whether what is embedded leaves this machine."""
        return bool(self.embed_url) and not is_loopback(self.embed_url)


def is_loopback(address: str) -> bool:
    """Whether a URL's host is this machine."""
    return (urlsplit(address).hostname or "") in _LOOPBACK


def load_settings() -> Settings:
    """Reads the environment and `$COACH_HOME/settings.toml`.

    Raises:
        UsageError: a value that cannot be used, named with what is wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        shown = "" if name.endswith("_key") else f" {str(first.get('input'))[:80]!r}"
        raise UsageError(
            f"The setting COACH_{name.upper()}{shown} cannot be used: {first['msg']}. Mend it or leave it out."
        ) from error


def sources_of(settings: Settings) -> dict[str, dict[str, object]]:
    """Each setting as `{"value", "source"}` for the eyes of the user; a secret is only "set" or "not set"."""
    in_file = _file_values()
    shown: dict[str, dict[str, object]] = {}
    for name in Settings.model_fields:
        value: Any = getattr(settings, name)
        if isinstance(value, SecretStr):
            value = "set" if value.get_secret_value() else "not set"
        elif isinstance(value, Path | date):
            value = str(value)
        in_environment = bool(os.environ.get(f"COACH_{name.upper()}"))
        shown[name] = {
            "value": value,
            "source": "environment" if in_environment else "settings.toml" if name in in_file else "default",
        }
    return shown


class _SettingsFile(PydanticBaseSettingsSource):
    """`settings.toml`; a key may be written `llm_url` or `COACH_LLM_URL`, or `url` under `[llm]`."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        return _file_values().get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        return _file_values()


def _file_values() -> dict[str, Any]:
    home = Path(os.environ.get("COACH_HOME") or _default_home())
    path = home.expanduser() / "settings.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(
            f"The settings file {str(path)!r} cannot be read: {error}. Mend it or delete it."
        ) from error
    flat: dict[str, Any] = {}
    for key, value in raw.items():
        # `[mailbox]` and `host` under it are the setting mailbox_host.
        flat |= (
            {f"{key}_{name}": item for name, item in value.items()}
            if isinstance(value, dict)
            else {key: value}
        )
    named = {key.lower().removeprefix("coach_"): value for key, value in flat.items()}
    # The folder the file lies in is not the file's to say.
    return {name: value for name, value in named.items() if name in Settings.model_fields and name != "home"}
