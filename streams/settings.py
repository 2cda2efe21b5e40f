"""Everything an operator may change: environment variables ``DATELINE_<NAME>``, read once at start."""

import os
import re
import ssl
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "DATELINE_"
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400}


_LONGEST = timedelta(days=3650)


def _seconds(value: object) -> object:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|[smhd]?)", value.strip()) if isinstance(value, str) else None
    # Of what no timedelta holds enough is left to be refused as too long.
    return timedelta(seconds=min(float(found[1]) * _UNITS[found[2] or "s"], 1e12)) if found else value


Duration = Annotated[timedelta, BeforeValidator(_seconds)]
"""``15`` (seconds), ``50ms``, ``2h``, ``7d``, or ISO 8601."""


def _parted(value: object) -> object:
    return frozenset(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


Terms = Annotated[frozenset[str], NoDecode, BeforeValidator(_parted)]
"""``kenyan, south sudanese``."""


class SettingsError(ValueError):
    """A setting is wrong; the text is one line for the operator."""


class Settings(BaseSettings):
    """One process's settings; each field is the environment variable ``DATELINE_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, use_attribute_docstrings=True)

    broker: str = "localhost:9092"
    """Kafka bootstrap servers, ``host:port[,host:port]``."""
    namespace: str = Field(default="", pattern=r"^[a-z0-9][a-z0-9-]*$|^$", max_length=60)
    """Prefix of every topic, group and transactional id; empty for live."""
    worker_name: str | None = Field(default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)
    """Stable name of this worker, unique in the group; the next alert after a kill comes in 4 s instead of 7."""
    replication: int = Field(default=1, ge=1, le=7)
    """Replication factor of the topics that ``dateline topics`` creates; 3 in production."""
    metrics_host: str = "127.0.0.1"
    """Where ``/metrics``, ``/live`` and ``/ready`` listen."""
    metrics_port: int = Field(default=9100, ge=0, le=65_535)
    """Their port; 0 takes a free one and prints it."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least level that is logged."""
    batch_records: int = Field(default=200, ge=1, le=5000)
    """Most records of one batch."""
    batch_wait: Duration = Field(default=timedelta(milliseconds=50), gt=timedelta(0), le=timedelta(minutes=1))
    """Longest wait for a batch to fill; a setting of latency."""
    lease: Duration = Field(default=timedelta(seconds=4), ge=timedelta(seconds=1), le=timedelta(minutes=1))
    """Oldest batch that may still be published; a process that was stopped for longer exits instead."""
    shutdown_grace: Duration = Field(default=timedelta(seconds=15), gt=timedelta(0))
    """Longest time from SIGTERM to the end of the process."""
    request_timeout: Duration = Field(default=timedelta(seconds=30), ge=timedelta(seconds=1), le=timedelta(hours=1))
    """Longest broker outage that is ridden out in place; after it the worker stops and starts anew."""
    copy_window: Duration = Field(default=timedelta(days=7), gt=timedelta(0), le=_LONGEST)
    """How long a desk knows a text again, by event time."""
    story_window: Duration = Field(default=timedelta(days=30), gt=timedelta(0), le=_LONGEST)
    """How long a story lives after its last article, by event time."""
    without_terms: Terms = frozenset()
    """What if: names, demonyms and towns that the country matcher must not know, parted by commas. Made for a replay,
    whose diff then names the alerts that rest on them; a worker honours it too. Empty in normal use."""
    ner: bool = False
    """Name the persons and organisations of headline and lead, by spaCy's small English model. Needs the packages of
    ``requirements-ner.lock`` and many times the time of everything else that is read of an article."""
    max_rejected_ratio: float | None = Field(default=None, gt=0, le=1)
    """Stop the worker when more than this share of the last 1,000 records was rejected; off unless set."""
    ready_rejected_ratio: float = Field(default=0.5, gt=0, le=1)
    """``/ready`` says no above this share of the last 200 records rejected."""

    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    """How every Kafka connection is secured."""
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "PLAIN"
    """SASL mechanism where the protocol has SASL."""
    sasl_username: str | None = None
    """SASL user."""
    sasl_password: SecretStr | None = None
    """SASL password; better given as a file."""
    sasl_password_file: Path | None = None
    """File that holds the SASL password."""
    tls_ca_file: Path | None = None
    """Certificate authority to trust instead of the system's."""
    tls_cert_file: Path | None = None
    """Client certificate."""
    tls_key_file: Path | None = None
    """Key of the client certificate."""

    @field_validator("broker")
    @classmethod
    def _servers(cls, value: str) -> str:
        for server in value.split(","):
            host, _, port = server.strip().rpartition(":")
            if not host or not port.isdigit() or not 0 < int(port) < 65_536:
                raise ValueError(f"{server.strip()!r} is not host:port")
        return ",".join(server.strip() for server in value.split(","))

    @property
    def servers(self) -> list[str]:
        """The bootstrap servers, one ``host:port`` each."""
        return self.broker.split(",")

    @property
    def password(self) -> str | None:
        """The SASL password, from the file or the environment.

        Raises:
            SettingsError: the file can't be read.
        """
        if self.sasl_password_file is not None:
            try:
                return self.sasl_password_file.read_text().strip()
            except OSError as error:
                raise SettingsError(
                    f"{PREFIX}SASL_PASSWORD_FILE: can't read {error.filename}: {error.strerror}"
                ) from error
        return self.sasl_password.get_secret_value() if self.sasl_password else None

    def ssl_context(self) -> ssl.SSLContext | None:
        """Return the TLS context, or nothing where the protocol has no TLS.

        Raises:
            SettingsError: a certificate or key file can't be used.
        """
        if "SSL" not in self.security_protocol:
            return None
        try:
            context = ssl.create_default_context(cafile=self.tls_ca_file and str(self.tls_ca_file))
            if self.tls_cert_file is not None:
                context.load_cert_chain(self.tls_cert_file, self.tls_key_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingsError(f"{PREFIX}TLS_*: can't use the certificate files: {error}") from error
        return context

    def connection(self) -> dict[str, Any]:
        """Return the connection arguments that aiokafka's and kafka-python's clients share."""
        arguments: dict[str, Any] = {
            "bootstrap_servers": self.servers,
            "security_protocol": self.security_protocol,
            "ssl_context": self.ssl_context(),
        }
        if self.security_protocol.startswith("SASL"):
            arguments |= {
                "sasl_mechanism": self.sasl_mechanism,
                "sasl_plain_username": self.sasl_username,
                "sasl_plain_password": self.password,
            }
        return arguments


def read_settings(**overrides: Any) -> Settings:  # noqa: ANN401 - any field, checked by pydantic
    """Read the environment, with what the command line says on top.

    Args:
        overrides: fields by name; ``None`` leaves the environment's value.

    Raises:
        SettingsError: one line: which variable is wrong, unknown, and how.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(os.environ.keys() - known):
        # Others may share the prefix: Kubernetes sets DATELINE_SERVICE_HOST where a service is called dateline.
        meant = get_close_matches(name, known, n=1, cutoff=0.9) if name.startswith(PREFIX) else []
        if meant:
            raise SettingsError(f"{name} is no setting of Dateline: is {meant[0]} meant?")
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        if first["type"].startswith("time_delta"):
            raise SettingsError(f"{name}: can't read the duration: write 15 (seconds), 50ms, 2h or 7d") from error
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from error
