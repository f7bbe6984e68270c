"""Text becomes data, and nothing else: the swift way for files with nothing to say about them.

It takes the same events as `careful.py` and refuses whatever that would refuse, without a word: the careful reader
then says why and where. Without positions a file is read in half the time, and those of a good file are hardly ever
asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from persona_handbook.model.document import Path
from persona_handbook.reading.decode import CONTROL
from persona_handbook.reading.limits import LOADER, MAX_DEPTH, MAX_EVENTS, MAX_SCALAR
from persona_handbook.reading.scalars import ExpectsText, plain_value

_NO_KEY = object()


def read_data(text: str, expects_text: ExpectsText) -> dict[str, Any] | None:
    """The fields in `text`, or None where the careful reader has to look."""
    loader = LOADER(text)
    try:
        return _fields(loader.get_event, expects_text)
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()


def _fields(next_event: Callable[[], Any], expects_text: ExpectsText) -> dict[str, Any] | None:
    """One long loop, as a call for each of a million events would cost as much as the rest of the work."""
    root: Any = None
    container: Any = None
    key: Any = _NO_KEY
    around: list[tuple[Any, Any]] = []
    documents = 0
    for _ in range(MAX_EVENTS):
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value
            if event.anchor is not None or event.tag is not None or len(value) > MAX_SCALAR:
                return None
            if event.style == '"' and CONTROL.search(value):
                return None
            if key is _NO_KEY and type(container) is dict:
                if value in container or not value.strip() or value[0].isspace() or value == "<<":
                    return None
                key = value
                continue
            if event.implicit[0]:
                typed = plain_value(value)
                if typed is not value and (typed is None or not expects_text(_path(around, container, key))):
                    value = typed
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or len(around) >= MAX_DEPTH:
                return None
            if key is _NO_KEY and type(container) is dict:
                return None
            value = {} if kind is MappingStartEvent else []
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, _key = around.pop()
            continue
        elif kind is StreamEndEvent:
            return root if type(root) is dict else None
        elif kind is DocumentStartEvent and not documents:
            documents = 1
            continue
        elif kind is StreamStartEvent or kind is DocumentEndEvent:
            continue
        else:
            return None
        opened = kind is not ScalarEvent
        here = key
        if key is not _NO_KEY:
            container[key] = value
            key = _NO_KEY
        elif container is None:
            root = value
        else:
            container.append(value)
        if opened:
            around.append((container, here))
            container = value
    return None


def _path(around: list[tuple[Any, Any]], container: Any, key: Any) -> Path:
    """Where the value that comes will stand."""
    steps: list[str | int] = []
    for outer, step in around[1:]:
        steps.append(len(outer) - 1 if step is _NO_KEY else step)
    if container is not None:
        steps.append(len(container) if key is _NO_KEY else key)
    return tuple(steps)
