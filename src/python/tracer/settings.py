"""What was asked for, on the command line of the tracer."""

from dataclasses import dataclass, replace
from typing import Any

Seconds = float

FORMAT = "async-lessons/recording"
FORMAT_VERSION = 2
DEFAULT_SEED = 42
#: A run is cut off after so many facts.
MOST_FACTS = 5_000_000
#: So many callbacks at one instant, in at least so many turns, are a livelock.
MOST_CALLBACKS = 1_000_000
LEAST_TURNS = 1_000


class UsageError(Exception):
    """The tracer was called wrongly."""


@dataclass(frozen=True)
class Settings:
    """Options of a script's run."""

    script: str
    arguments: tuple[str, ...] = ()
    #: The file descriptor that facts are written to.
    facts: int = 3
    seed: int = DEFAULT_SEED
    #: The time of the loop's clock at which a run is cut off; None: never.
    until: Seconds | None = None
    most_facts: int = MOST_FACTS
    most_callbacks: int = MOST_CALLBACKS
    #: The wall clock from the start.
    live: bool = False
    #: What is printed in a run is told, and printed as well.
    raw: bool = False
    #: What is printed to stdout outside of runs is told, and not printed.
    tell_outside: bool = False
    #: Errors keep their tracebacks.
    stacks: bool = False


_NUMBERS = {
    "--facts-fd": ("facts", int),
    "--seed": ("seed", int),
    "--until": ("until", float),
    "--most-facts": ("most_facts", int),
    "--most-callbacks": ("most_callbacks", int),
}
_FLAGS = {"--live": "live", "--raw": "raw", "--tell-outside": "tell_outside", "--stacks": "stacks"}


def parse(arguments: list[str]) -> Settings:
    """`[OPTION...] SCRIPT [ARGUMENT...]`: options end at the script.

    :raises UsageError: of an option that is unknown or has no number
    """
    asked: dict[str, Any] = {}
    rest = list(arguments)
    while rest and rest[0].startswith("--"):
        option = rest.pop(0)
        if option in _FLAGS:
            asked[_FLAGS[option]] = True
        elif option in _NUMBERS:
            name, kind = _NUMBERS[option]
            asked[name] = _number(option, kind, rest)
        else:
            raise UsageError(f"no option called {option}")
    if not rest:
        raise UsageError("which script? SCRIPT [ARGUMENT...]")
    return replace(Settings(script=rest[0], arguments=tuple(rest[1:])), **asked)


def _number(option: str, kind: type, rest: list[str]) -> object:
    text = rest.pop(0) if rest else ""
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"{option} takes a number, not {text!r}") from None
