"""What the wheel carries beside the package's own files; all else about it stands in pyproject.toml.

An installation has no checkout around it, so compiled translations and the examples move into the package, where
``pejl.settings`` finds them. Styles and fonts are there already, once ``make prepare`` has copied them.
"""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
DESIGN = ROOT / "pejl" / "design"
VENDOR = (DESIGN / "static" / "vendor", DESIGN / "vendor")
sys.path.insert(0, str(ROOT / "setup"))

from translations import compile_catalogues  # noqa: E402 - from the folder named above


class BuildWithData(build_py):
    """Puts the translations and the examples beside the modules."""

    def run(self) -> None:
        if self.editable_mode:
            super().run()
            return
        if not all(folder.is_dir() for folder in VENDOR):
            raise SystemExit("The design system is not there yet: run `make prepare` first.")
        # What an earlier build left there would be packed again, long after its source is gone.
        shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()
        package = Path(self.build_lib) / "pejl"
        for catalogue in compile_catalogues():
            target = package / catalogue.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(catalogue, target)
        shutil.copytree(ROOT / "examples", package / "examples", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithData})
