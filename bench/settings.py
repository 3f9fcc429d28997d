"""The product's own settings, with one page more: an empty one to compare the others with."""

from pejl.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
