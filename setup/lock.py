"""Choose versions for every dependency in pyproject.toml and package.json and write the lock files.

The lock files hold hashes and no host, so that they install from whatever index a machine reaches. The tests'
file is bound to the versions of the run-time file: what is tested is what runs.
"""

from __future__ import annotations

import sys

from prepare import ensure_environment, npm
from steps import ROOT, StepFailed, run, step, stop

TOOLS = ROOT / "var" / "lock-tools"
SOURCES = {
    "run": ["pyproject.toml", "--group", "build"],
    "node": ["--group", "node"],
    "test": ["pyproject.toml", "--group", "build", "--group", "dev", "-c", "requirements/run.txt"],
}
COMPILE = [str(TOOLS / "bin" / "uv"), "pip", "compile", "--upgrade", "--generate-hashes"]
FOR_EVERY_MACHINE = ["--universal", "--python-version", "3.11"]
WITHOUT_HOSTS = ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"]


def main() -> None:
    with step("uv, which chooses the versions"):
        run([sys.executable, "-m", "venv", TOOLS])
        run([TOOLS / "bin" / "python", "-m", "pip", "install", "--quiet", "--upgrade", "uv"])
    for name, source in SOURCES.items():
        target = f"requirements/{name}.txt"
        with step(target):
            run([*COMPILE, *FOR_EVERY_MACHINE, *WITHOUT_HOSTS, *source, "--output-file", target])
    ensure_environment()
    program = npm()
    with step("package-lock.json"):
        run([program, "update", "--package-lock-only", "--ignore-scripts", "--loglevel=error"])


if __name__ == "__main__":
    try:
        main()
    except StepFailed as fault:
        stop(fault)
