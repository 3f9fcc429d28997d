"""``python -m pejl`` is the ``pejl`` command."""

import sys

from pejl.cli import main

if __name__ == "__main__":  # the server's workers import this file too
    sys.exit(main())
