"""What is told of values and of errors, as JSON."""

import json
import math
import traceback
from asyncio import CancelledError
from types import FunctionType, TracebackType
from typing import Any

from . import places

#: Values are followed so far, and so many items of each are told.
DEEPEST = 8
MOST_ITEMS = 1_000
MOST_CHARACTERS = 10_000
#: Of a printed line. Whoever reads takes lines of facts of 16 million characters at most, and each of these may become twelve.
MOST_PRINTED = 1_000_000
#: JSON readers keep whole numbers up to this one.
GREATEST_INTEGER = 2**53

text = json.encoder.encode_basestring_ascii
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def value(given: object) -> str:
    """A value as JSON: tuples and sets become lists, what has no form in JSON becomes text."""
    if given is None:
        return "null"
    if type(given) is int and abs(given) <= GREATEST_INTEGER:
        return repr(given)
    return _encode(_plain(given, ()))


def _plain(given: Any, above: tuple[int, ...]) -> object:
    if given is None or isinstance(given, bool):
        return given
    kind = type(given)
    if kind is str:
        return given if len(given) <= MOST_CHARACTERS else f"{given[:MOST_CHARACTERS]}…"
    if kind is int:
        return given if abs(given) <= GREATEST_INTEGER else _large(given)
    if kind is float:
        return given if math.isfinite(given) else str(given)
    if id(given) in above:
        return "[contains itself]"
    if len(above) == DEEPEST:
        return "[deeper]"
    inside = (*above, id(given))
    if isinstance(given, BaseException):
        return {"name": type(given).__name__, "message": message(given)}
    if kind in (list, tuple, set, frozenset):
        return [_plain(item, inside) for item in list(given)[:MOST_ITEMS]]
    if kind is dict:
        return {_key(key): _plain(item, inside) for key, item in list(given.items())[:MOST_ITEMS]}
    return shown(given)


def printed(line: str) -> str:
    """A printed line as it is told: a very long one is cut."""
    return line if len(line) <= MOST_PRINTED else f"{line[:MOST_PRINTED]}…"


def _large(given: int) -> str:
    # Python refuses to write out numbers of thousands of digits.
    return str(given) if given.bit_length() < MOST_CHARACTERS else f"an integer of {given.bit_length()} bits"


def _key(key: object) -> str:
    return key if isinstance(key, str) else shown(key)


def shown(given: object) -> str:
    """A value in words. The program's own `__repr__` is not called: it may do anything."""
    if callable(given) and hasattr(given, "__name__"):
        return f"[function {getattr(given, '__name__', '')}]"
    represent = type(given).__repr__
    if represent is object.__repr__ or (isinstance(represent, FunctionType) and places.is_own(represent.__code__)):
        return f"<{type(given).__name__}>"
    try:
        said = repr(given)
    except Exception:
        return f"<{type(given).__name__}>"
    return said if len(said) <= MOST_CHARACTERS else f"{said[:MOST_CHARACTERS]}…"


def message(error: BaseException) -> str:
    """The text of an error, also of one that can't say it."""
    try:
        return str(error)[:MOST_CHARACTERS]
    except Exception:
        return ""


def ending(error: BaseException, stacks: bool = False) -> str:
    """How what raised `error` has ended, as JSON."""
    if isinstance(error, CancelledError):
        return '{"how":"cancelled"}'
    return f'{{"how":"raised","error":{error_text(error, stacks)}}}'


def error_text(error: BaseException, stacks: bool = False) -> str:
    """An error as JSON."""
    return _encode(error_fields(error, stacks))


def error_fields(error: BaseException, stacks: bool = False) -> dict[str, object]:
    return _error(error, stacks, DEEPEST)


def _error(error: BaseException, stacks: bool, depth: int) -> dict[str, object]:
    told: dict[str, object] = {"name": type(error).__name__, "message": message(error)}
    place = _place_of(error.__traceback__)
    if place is not None:
        told["place"] = place
    if isinstance(error, BaseExceptionGroup) and depth > 0:
        told["errors"] = [_error(one, stacks, depth - 1) for one in error.exceptions]
    if error.__cause__ is not None and depth > 0:
        told["cause"] = _error(error.__cause__, stacks, depth - 1)
    if stacks:
        told["stack"] = "".join(traceback.format_exception(error))
    return told


def _place_of(trace: TracebackType | None) -> dict[str, object] | None:
    """The innermost line of the program that it passed."""
    found = None
    while trace is not None:
        if places.is_own(trace.tb_frame.f_code):
            found = trace
        trace = trace.tb_next
    return None if found is None else places.at(found.tb_frame.f_code, found.tb_lasti, found.tb_lineno)


def without_own_frames(error: BaseException) -> None:
    """Takes the frame of the tracer that caught `error` out of its traceback; a bare `raise` adds none."""
    trace = error.__traceback__
    if trace is not None:
        error.__traceback__ = trace.tb_next
