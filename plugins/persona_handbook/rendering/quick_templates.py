"""Our templates rendered faster than Jinja does: half of its time on a page went into wrapping what is never marked up.

Jinja offers both classes as places to extend it: `code_generator_class` and `context_class`.
"""

from __future__ import annotations

import re
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_ASKS_FOR_NOTHING = frozenset({MethodType, FunctionType, Macro})
_SPECIAL = re.compile("[&<>\"']").search


def escaped(value: Any) -> Any:
    """What a template shows, safe in HTML: `escape`, which looks at each text as though it needed it."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):
        return value
    return str(value) if kind is int or kind is float else escape(value)


class QuickGenerator(CodeGenerator):
    """Writes `environment.escaped(…)` around what is shown."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class QuickContext(Context):
    """Calls our functions and macros as they are: none of them asks for the context."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (named as in the base)
        if type(__obj) in _ASKS_FOR_NOTHING:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(*args, **kwargs)
        return super().call(__obj, *args, **kwargs)


class QuickEnvironment(Environment):
    """An environment that escapes everything, quickly."""

    code_generator_class = QuickGenerator
    context_class = QuickContext
    escaped = staticmethod(escaped)
