"""Every rule: what level it guards, and how much it matters at each status.

The way of severity by status follows sphinx-needs; that of levels without weights, Spotify's Soundcheck: a persona has
the highest level of which it passes all rules and those of all lower ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from persona_handbook.problems import Severity


class Level(StrEnum):
    """How far a persona has come."""

    VALID = "valid"
    COMPLETE = "complete"
    EVIDENCED = "evidenced"
    CURRENT = "current"


LEVELS = tuple(Level)

_OFF, _WARNING, _ERROR = None, Severity.WARNING, Severity.ERROR


@dataclass(frozen=True, slots=True)
class Rule:
    """What the program knows of a rule; its words are in the catalogues.

    `draft`, `validated` and `retired` are its severities at each status, None where it does not apply. A rule that
    guards no level is advice: it is counted among the checks and holds nothing up. `dated` rules find what time alone
    makes wrong: warnings, and errors only where dates are strict. `excusable` rules may be excepted, with a reason.
    `served` rules are asked of personas only, not of anti-personas.
    """

    id: str
    theme: str
    level: Level | None = Level.VALID
    draft: Severity | None = _ERROR
    validated: Severity | None = _ERROR
    retired: Severity | None = _ERROR
    dated: bool = False
    excusable: bool = False
    served: bool = False

    def severity(self, status: str) -> Severity | None:
        """How much it matters at a status; files without one are held to what a validated persona is."""
        return {"draft": self.draft, "retired": self.retired}.get(status, self.validated)


def _always(theme: str, *ids: str) -> Iterable[Rule]:
    """Rules that no status softens."""
    return (Rule(id, theme) for id in ids)


def _once_validated(theme: str, level: Level | None, *ids: str, draft: Severity | None = _OFF) -> Iterable[Rule]:
    """Rules that a validated persona must pass."""
    return (Rule(id, theme, level, draft, _ERROR, _OFF, excusable=True) for id in ids)


def _advice(theme: str, *ids: str) -> Iterable[Rule]:
    """Rules that only warn."""
    return (Rule(id, theme, None, _WARNING, _WARNING, _OFF, excusable=True) for id in ids)


def _dated(*ids: str, draft: Severity | None = _WARNING) -> Iterable[Rule]:
    """Rules that time alone breaks."""
    return (Rule(id, "age", Level.CURRENT, draft, _WARNING, _OFF, dated=True, excusable=True) for id in ids)


_ALL = (
    *_always("file", "file-outside", "file-not-regular", "file-too-large", "file-unreadable", "file-encoding"),
    *_always("file", "file-control-character", "file-bidi-control", "file-merge-conflict", "file-empty"),
    *_always("file", "file-not-mapping", "bad-file-name", "unread-file", "wrong-extension", "no-folder"),
    *_always("file", "no-personas", "no-handbook-file", "no-segment-file"),
    *_always("yaml", "yaml-syntax", "yaml-tab", "yaml-colon", "yaml-no-colon", "yaml-quote", "yaml-indentation"),
    *_always("yaml", "yaml-brackets", "yaml-duplicate-key", "yaml-alias", "yaml-tag", "yaml-several-documents"),
    *_always("yaml", "yaml-key-not-text", "yaml-no-break-space", "yaml-too-deep", "yaml-too-many", "yaml-long-text"),
    Rule("cut-by-hash", "yaml", Level.COMPLETE, _WARNING, _ERROR, _WARNING, excusable=True),
    *_advice("yaml", "cut-by-comma"),
    *_always("schema", "unknown-field", "look-alike-field", "empty-field", "wrong-type", "not-in-list", "wrong-date"),
    *_always("schema", "wrong-form", "too-long", "too-few", "repeated", "out-of-range", "schema-unusable"),
    *_always("schema", "missing-field", "status-too-early", "comma-in-text"),
    Rule("incomplete", "schema", Level.COMPLETE, _OFF, _ERROR, _OFF),
    *_always(
        "reference",
        "unknown-reference",
        "extends-itself",
        "stage-of-other-model",
        "branch-without-stage",
        "no-such-image",
    ),
    *_always("reference", "repeated-id", "refers-to-itself", "listed-twice"),
    Rule("refers-to-retired", "reference", None, _WARNING, _WARNING, _OFF, excusable=True),
    Rule("not-a-first-name", "people", excusable=True),
    *_advice("people", "other-name", "former-name"),
    Rule("sensitive-words", "people", Level.COMPLETE, _WARNING, _ERROR, _WARNING, excusable=True),
    Rule("contact-details", "people", Level.VALID, excusable=True),
    *_once_validated("content", Level.COMPLETE, "placeholder", "example-left", draft=_WARNING),
    *_once_validated("content", Level.COMPLETE, "below-minimum", "no-psychology"),
    *_once_validated("content", Level.COMPLETE, "single-department", "demographic-only", draft=_WARNING),
    *_once_validated("content", Level.COMPLETE, "stage-without-department", "message-without-need", draft=_WARNING),
    *_advice("content", "unanswered-objection", "journey-starts-late", "journey-ends-early", "filled-in-anyway"),
    *_always("content", "unknown-not-applicable"),
    *_advice("wording", "only-soncas", "vague-words", "too-many-statements", "too-many-words", "jargon"),
    Rule("html-in-text", "wording", Level.COMPLETE, _WARNING, _ERROR, _WARNING, excusable=True),
    *_once_validated("evidence", Level.EVIDENCED, "quote-without-source", "only-quantitative", draft=_WARNING),
    *_once_validated("evidence", Level.EVIDENCED, "nothing-evidenced", "too-few-sources", "no-customer-voice"),
    *_once_validated("evidence", Level.EVIDENCED, "generated-without-voice", "not-challenged", "missing-validation"),
    *_once_validated("evidence", Level.EVIDENCED, "reviewed-before-evidence"),
    Rule("date-in-the-future", "evidence", Level.EVIDENCED, _ERROR, _ERROR, _WARNING, excusable=True),
    *_advice("evidence", "unused-source"),
    *_dated("review-overdue", "consent-expired", "source-expired"),
    *_dated("source-too-old", draft=_OFF),
    Rule("review-due-soon", "age", None, _OFF, _WARNING, _OFF, excusable=True),
    Rule("content-expired", "age", None, _WARNING, _WARNING, _OFF, dated=True),
    Rule("exception-expired", "age", None, _WARNING, _WARNING, _OFF, dated=True),
    *_advice("handbook", "too-many-personas", "nearly-identical"),
    *_advice("handbook", "other-why", "not-in-story", "message-without-why", "unused-exception"),
    Rule("no-decision-maker", "handbook", None, _WARNING, _ERROR, _OFF),
    Rule("no-buyer", "handbook", None, _WARNING, _ERROR, _OFF),
    *_advice("handbook", "influence-outside"),
    Rule("lead-not-signed", "handbook", None),
    *_always("handbook", "unknown-rule", "rule-without-exceptions", "exception-too-long"),
)

_SERVED = frozenset(
    {
        *("below-minimum", "demographic-only", "no-psychology", "only-quantitative", "nothing-evidenced"),
        *("too-few-sources", "no-customer-voice", "generated-without-voice", "not-challenged", "missing-validation"),
    }
)

RULES: Mapping[str, Rule] = {rule.id: replace(rule, served=rule.id in _SERVED) for rule in _ALL}
"""Every rule by its id, in the order of the themes."""

THEMES = tuple(dict.fromkeys(rule.theme for rule in _ALL))
