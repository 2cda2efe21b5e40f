"""What an operator can mend."""


class OpsError(Exception):
    """The command can't go on; the text is one line that says what is wrong and what to do."""

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(" ".join(message.split()))
        self.exit_code = exit_code
