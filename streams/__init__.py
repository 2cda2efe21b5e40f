"""The program: see ``streams.cli`` for its commands and ``streams.app`` for how it is put together."""
