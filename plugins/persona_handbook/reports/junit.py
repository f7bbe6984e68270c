"""JUnit XML, which most CI systems show as test results.

There is no official schema; this follows testmoapp/junitxml, which describes what CI systems read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree

from persona_handbook.catalogues import Catalogue
from persona_handbook.reports.finding import Finding, by_file, findings
from persona_handbook.reports.printable import printable
from persona_handbook.reports.report import Report
from persona_handbook.reports.text import finding_text

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not allow, not even as a reference."""


def junit(report: Report) -> str:
    """A test case for each file, the checked ones first and in their order; it fails where the file has errors.

    Errors are the text of its one failure, warnings its output. A case is named by its file, its class by the folder.
    """
    found = by_file(findings(report))
    files = list(dict.fromkeys((*report.checked, *found)))
    cases = [_case(file, found.get(file, ()), report.words) for file in files]
    counts = {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": "0",
    }
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "persona-handbook", **counts})
    suite.extend(cases)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode")


def _case(file: str, found: Sequence[Finding], words: Catalogue) -> ElementTree.Element:
    path = PurePosixPath(_legal(printable(file)))
    case = ElementTree.Element(
        "testcase", {"name": path.name, "classname": path.parent.name, "file": str(path), "time": "0"}
    )
    errors = [finding for finding in found if finding.is_error]
    warnings = [finding for finding in found if not finding.is_error]
    if errors:
        said = _legal(words.say("errors_found", n=len(errors)))
        failure = ElementTree.SubElement(case, "failure", {"message": said, "type": errors[0].problem.rule})
        failure.text = _texts(errors, words)
    if warnings:
        ElementTree.SubElement(case, "system-out").text = _texts(warnings, words)
    return case


def _texts(found: Sequence[Finding], words: Catalogue) -> str:
    return _legal("\n\n".join(finding_text(finding, words) for finding in found))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
