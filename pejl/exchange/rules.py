"""Who may read a folder in. What it holds is asked for again, thing by thing, by the actions it goes through."""

from __future__ import annotations

import rules

from pejl.organisation.rules import is_installation_admin, is_strategy_office, may_write_at_all

rules.add_perm(
    "exchange.import_folder", may_write_at_all & (is_strategy_office | is_installation_admin)
)
