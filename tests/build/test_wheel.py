"""What is in the built wheel: whoever installs it from elsewhere has the schema, the templates and the styles."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(REPOSITORY)],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_every_file_that_the_package_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = REPOSITORY / "plugins" / "persona_handbook"
    wanted = {
        f"persona_handbook/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted |= {f"persona_handbook/shipped_schema/{path.name}" for path in (REPOSITORY / "schema").iterdir()}
    assert wanted - names == set()
    assert "persona_handbook/shipped_schema/lenses.yml" in names


def test_an_installed_wheel_works_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Installed beside nothing of ours: the dependencies come from this environment, the package from the wheel."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    site_packages = next((environment / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site_packages)
    ours = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    (site_packages / "dependencies.pth").write_text(f"{ours}\n", encoding="utf-8")
    personas = tmp_path / "company" / "personas"
    (personas / "pharma").mkdir(parents=True)
    for name in ("handbook.yml", "pharma/segment.yml"):
        (personas / name).write_text("", encoding="utf-8")
    script = (
        "import persona_handbook, pathlib, sys; from persona_handbook.schema.bundle import find_schema_folder;"
        "from persona_handbook.schema.catalogue import load_schemas;"
        "folder = find_schema_folder(pathlib.Path('personas'));"
        "print(folder); print(len(load_schemas(folder).lenses))"
    )
    python = environment / "bin" / "python"
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    shown = subprocess.run(
        [str(python), "-c", script], cwd=personas.parent, env=variables, text=True, capture_output=True
    )
    assert shown.returncode == 0, shown.stderr
    folder, lenses = shown.stdout.split()
    assert Path(folder).is_relative_to(site_packages)
    assert int(lenses) > 10
