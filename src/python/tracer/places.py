"""Lines of the program, and the names that things are given there."""

import ast
import functools
import json
import linecache
import os
import sys
import sysconfig
from types import CodeType, FrameType

HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_PATHS = sysconfig.get_paths()
_STANDARD = tuple({_PATHS["stdlib"] + os.sep, _PATHS["platstdlib"] + os.sep, os.path.dirname(os.__file__) + os.sep})
_ASYNCIO = os.path.join(os.path.dirname(os.__file__), "asyncio") + os.sep
_INSTALLED = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)

_folder = os.getcwd()


def set_folder(folder: str) -> None:
    """Places are told relative to this folder: the program's."""
    global _folder
    _folder = folder


@functools.cache
def is_own_file(file: str) -> bool:
    """Whether it is the program's: neither the tracer's nor Python's nor an installed package's."""
    if file.startswith((HERE, "<", *_STANDARD)):
        return False
    return not any(part in file for part in _INSTALLED)


# A code object's hash takes long, a file name's is kept.
def is_own(code: CodeType) -> bool:
    """Whether it is the program's."""
    return is_own_file(code.co_filename)


@functools.cache
def is_asyncio_file(file: str) -> bool:
    """Whether it is asyncio's, or stands in for that."""
    return file.startswith((_ASYNCIO, HERE))


@functools.cache
def is_standard_file(file: str) -> bool:
    """Whether it belongs to the standard library."""
    return file.startswith(("<frozen", *_STANDARD)) and not any(part in file for part in _INSTALLED)


def is_standard_module(file: str, name: str) -> bool:
    """Whether it is a module of the standard library, or lies within one."""
    return any(file == f"{folder}{name}.py" or file.startswith(f"{folder}{name}{os.sep}") for folder in _STANDARD)


def is_asyncio(code: CodeType) -> bool:
    return is_asyncio_file(code.co_filename)


@functools.cache
def _positions(code: CodeType) -> list[tuple[int | None, int | None, int | None, int | None]]:
    return list(code.co_positions())


@functools.cache
def relative(file: str) -> str:
    """A file's path relative to the folder of the program; as it is, where it lies outside."""
    try:
        path = os.path.relpath(file, _folder)
    except ValueError:
        # On Windows, another drive.
        return file
    return file if path.startswith(os.pardir) else path.replace(os.sep, "/")


def at(code: CodeType, offset: int, line: int | None) -> dict[str, object]:
    """The place of an instruction."""
    where = _positions(code)
    index = offset // 2
    start, _, column, _ = where[index] if 0 <= index < len(where) else (line, None, 0, None)
    return {"file": relative(code.co_filename), "line": start or line or 1, "column": (column or 0) + 1}


#: By identity of the code, which is kept so that it stays its own.
_texts: dict[tuple[int, int], tuple[CodeType, str]] = {}


def text_of(frame: FrameType) -> str:
    """The place at which a frame stands, as JSON."""
    code = frame.f_code
    key = (id(code), frame.f_lasti)
    known = _texts.get(key)
    if known is None:
        text = json.dumps(at(code, frame.f_lasti, frame.f_lineno), separators=(",", ":"))
        known = _texts[key] = (code, text)
    return known[1]


def own_frame(depth: int = 1) -> FrameType | None:
    """The innermost frame of the program, from the caller's on."""
    frame: FrameType | None = sys._getframe(depth)
    while frame is not None and not is_own(frame.f_code):
        frame = frame.f_back
    return frame


def caller_of_wrapped() -> FrameType:
    """Who called the method that is told of: asked by what `tell_before` calls."""
    return sys._getframe(3)


def here() -> str:
    """`,"place":…` for where the program stands, or nothing."""
    frame = own_frame(2)
    return "" if frame is None else f',"place":{text_of(frame)}'


def line_text(file: str, line: int) -> str:
    """`,"place":…` for a line."""
    place = {"file": relative(file), "line": line, "column": 1}
    return f',"place":{json.dumps(place, separators=(",", ":"))}'


class _Names:
    """Of each call in a file, by its position: the name that its result is given, and whether nobody takes it."""

    def __init__(self, file: str) -> None:
        self.given: dict[tuple[int, int, int, int], str] = {}
        self.dropped: set[tuple[int, int, int, int]] = set()
        try:
            tree = ast.parse("".join(linecache.getlines(file)))
        except (SyntaxError, ValueError):
            return
        for node in ast.walk(tree):
            self._read(node)

    def _read(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=[target, *_], value=made):
                self._give(target, made)
            case ast.AnnAssign(target=target, value=ast.expr() as made) | ast.NamedExpr(target=target, value=made):
                self._give(target, made)
            case ast.keyword(arg=str() as name, value=made):
                self._name(name, made)
            case ast.withitem(context_expr=made, optional_vars=ast.expr() as target):
                self._give(target, made)
            case ast.Expr(value=ast.Call() as call):
                self.dropped.add(_key(call))

    def _give(self, target: ast.expr, made: ast.expr) -> None:
        match target, made:
            case (
                (ast.Tuple(elts=targets) | ast.List(elts=targets)),
                (ast.Tuple(elts=all_made) | ast.List(elts=all_made)),
            ):
                for one, its in zip(targets, all_made, strict=False):
                    self._give(one, its)
            case ast.Name(id=name) | ast.Attribute(attr=name), _:
                self._name(name, made)

    def _name(self, name: str, made: ast.expr) -> None:
        if isinstance(made, ast.Call):
            self.given[_key(made)] = name


def _key(node: ast.Call) -> tuple[int, int, int, int]:
    return (node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)


@functools.cache
def _names_in(file: str) -> _Names:
    return _Names(file)


def _position(code: CodeType, offset: int) -> tuple[int, int, int, int]:
    where = _positions(code)
    line, end_line, column, end_column = where[offset // 2] if offset // 2 < len(where) else (0, 0, 0, 0)
    return (line or 0, column or 0, end_line or 0, end_column or 0)


def name_given(code: CodeType, offset: int) -> str | None:
    """The name of what is made by the call at `offset`: of `lock = Lock()`, `self.lock = Lock()`, `f(lock=Lock())` it is `lock`."""
    return _names_in(code.co_filename).given.get(_position(code, offset))


def is_dropped(frame: FrameType) -> bool:
    """Whether nobody takes what the call answers at which a frame stands: it is a statement."""
    code = frame.f_code
    return _position(code, frame.f_lasti) in _names_in(code.co_filename).dropped
