"""What each department has to do with our personas."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.department import department_page, everything
from persona_handbook.views.handoffs import department_link, department_url


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """All departments at a glance, and a page for each."""
    reader = writer.at(department_url("x"))
    gathered = everything(reader)
    views = [department_page(department, gathered, reader) for department in reader.handbook.departments]
    entrance = writer.at("departments/")
    yield writer.page(
        "departments/",
        reader.say("departments"),
        "departments.html.j2",
        entrance,
        in_nav=True,
        rows=[(department_link(view.id, entrance), view) for view in views],
    )
    for view in views:
        yield writer.page(
            department_url(view.id),
            reader.say("part_of_department", department=view.title),
            "department.html.j2",
            reader,
            description=reader.say("department_lead", department=view.title),
            wide=True,
            page=view,
            links=[department_link(other.id, reader) for other in views],
        )
