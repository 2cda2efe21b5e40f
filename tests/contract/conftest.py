"""The broker and the settings of the integration tests."""

from tests.integration.conftest import broker, live, namespace, settings

__all__ = ["broker", "live", "namespace", "settings"]
