"""Connections of the commands to Kafka, and Kafka's errors in one line."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import (
    AuthorizationError,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    NodeNotReadyError,
    SaslAuthenticationFailedError,
)

from streams.ops.errors import OpsError
from streams.settings import Settings

BATCH_BYTES = 256 * 1024
"""Most bytes of one partition in one request; the client's own 16 KiB are five pages."""
BOOTSTRAP_MS = 5_000
"""Longest wait for the first answer of any broker."""
UNREACHABLE = (KafkaConnectionError, KafkaTimeoutError, NodeNotReadyError)


@contextmanager
def kafka_errors(settings: Settings) -> Iterator[None]:
    """Turn what Kafka's client raises into one line that says what to do.

    Raises:
        OpsError: instead of any ``KafkaError``.
    """
    try:
        yield
    except UNREACHABLE as error:
        raise OpsError(_unreachable(settings)) from error
    except SaslAuthenticationFailedError as error:
        raise OpsError(
            f"Kafka at {settings.broker} refused the user or password: check DATELINE_SASL_USERNAME and _PASSWORD"
        ) from error
    except AuthorizationError as error:
        raise OpsError(f"Kafka at {settings.broker} does not allow it: {error}") from error
    except KafkaError as error:
        raise OpsError(f"Kafka at {settings.broker}: {error}") from error


@contextmanager
def admin(settings: Settings) -> Iterator[KafkaAdminClient]:
    """Give an admin client for the block.

    Raises:
        OpsError: Kafka can't be reached or refuses something.
    """
    with kafka_errors(settings):
        client = KafkaAdminClient(**_connection(settings), bootstrap_timeout_ms=BOOTSTRAP_MS)
        try:
            yield client
        finally:
            client.close()


@contextmanager
def producer(settings: Settings, *, max_bytes: int) -> Iterator[KafkaProducer]:
    """Give an idempotent producer of raw bytes for the block.

    Args:
        settings: where and how to connect.
        max_bytes: largest record that it takes.

    Raises:
        OpsError: Kafka can't be reached or refuses something.
    """
    with kafka_errors(settings):
        client = KafkaProducer(
            **_connection(settings),
            acks="all",
            enable_idempotence=True,
            allow_auto_create_topics=False,
            max_request_size=max_bytes,
            linger_ms=5,
            batch_size=BATCH_BYTES,
            bootstrap_timeout_ms=BOOTSTRAP_MS,
            max_block_ms=BOOTSTRAP_MS,
            delivery_timeout_ms=int(settings.request_timeout.total_seconds() * 1000) + 5,
            request_timeout_ms=int(settings.request_timeout.total_seconds() * 1000),
        )
        try:
            yield client
        finally:
            _close(client)


@contextmanager
def consumer(settings: Settings, *, fetch_max_wait_ms: int = 500) -> Iterator[KafkaConsumer]:
    """Give a consumer for the block: no group, committed transactions only, partitions by hand.

    Args:
        settings: where Kafka is.
        fetch_max_wait_ms: how long the broker may sit on a fetch when nothing comes. Whatever else is asked
            meanwhile, an end offset for instance, stands behind it on the same connection.

    Raises:
        OpsError: Kafka can't be reached or refuses something.
    """
    with kafka_errors(settings):
        client = KafkaConsumer(
            **_connection(settings),
            group_id=None,
            enable_auto_commit=False,
            allow_auto_create_topics=False,
            isolation_level="read_committed",
            fetch_max_wait_ms=fetch_max_wait_ms,
            bootstrap_timeout_ms=BOOTSTRAP_MS,
        )
        try:
            yield client
        finally:
            client.close()


def _connection(settings: Settings) -> dict[str, Any]:
    """Return the connection arguments, once TLS is known to work where it is set.

    The client itself waits for ever for a server that takes the connection and
    says nothing, and does not tell what is wrong with a certificate.

    Raises:
        OpsError: no server shakes hands, and why.
    """
    arguments = settings.connection()
    context: ssl.SSLContext | None = arguments["ssl_context"]
    if context is None:
        return arguments
    failed: OSError | None = None
    for server in settings.servers:
        host, port = _host_and_port(server)
        try:
            with (
                socket.create_connection((host, port), timeout=BOOTSTRAP_MS / 1000) as plain,
                context.wrap_socket(plain, server_hostname=host),
            ):
                return arguments
        except OSError as error:
            failed = error
    if isinstance(failed, ssl.SSLError):
        why = getattr(failed, "verify_message", "") or failed.reason or failed
        raise OpsError(
            f"{settings.broker} and this program do not agree on TLS: {why}; {_advice(settings)}"
        ) from failed
    raise OpsError(_unreachable(settings)) from failed


def _close(client: KafkaProducer) -> None:
    try:
        client.close(timeout=5)
    except KafkaTimeoutError:
        # Kafka is gone with records pending: unless they are dropped, closing fails again at the program's end.
        client._sender.force_close()
        client.close(timeout=5)


def _unreachable(settings: Settings) -> str:
    """Say why no broker answered, as far as that can be told: a refused login looks like a lost connection."""
    if not any(map(_accepts, settings.servers)):
        return f"no Kafka answers at {settings.broker}: start one with 'dateline broker', or set DATELINE_BROKER"
    protocol = settings.security_protocol
    return (
        f"{settings.broker} takes connections but does not answer over {protocol}: it may still be starting, try again;"
        f" or else {_advice(settings)}"
    )


def _advice(settings: Settings) -> str:
    return {
        "PLAINTEXT": "set DATELINE_SECURITY_PROTOCOL if it wants TLS or a password",
        "SSL": "check DATELINE_SECURITY_PROTOCOL and the DATELINE_TLS_… files",
    }.get(settings.security_protocol, "check DATELINE_SASL_USERNAME, the password, and DATELINE_SECURITY_PROTOCOL")


def _accepts(server: str) -> bool:
    try:
        with socket.create_connection(_host_and_port(server), timeout=2):
            return True
    except OSError:
        return False


def _host_and_port(server: str) -> tuple[str, int]:
    host, _, port = server.rpartition(":")
    return host.strip("[]"), int(port)
