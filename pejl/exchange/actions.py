"""Bring a folder in: everything, or nothing and a list of what stands in the way."""

from __future__ import annotations

from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pejl.exchange.faults import Fault
from pejl.exchange.into_effects import bring_in_effects
from pejl.exchange.into_followup import bring_in_rounds
from pejl.exchange.into_indicators import bring_in_indicators, count_again
from pejl.exchange.into_initiatives import bring_in_initiatives
from pejl.exchange.into_organisation import bring_in_organisation
from pejl.exchange.into_strategy import bring_in_strategy
from pejl.exchange.reading import read_folder
from pejl.exchange.refusals import FolderDoesNotFit
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require


def import_folder(*, by: Actor, path: str | Path, with_demo_people: bool = False) -> list[Fault]:
    """Read a municipality's strategy in from a folder; the faults say what to put right first.

    Reading the same folder in again changes nothing. With ``with_demo_people`` those whom the folder marks
    so can sign in with the demo's password; elsewhere they are people like others.
    """
    require(by, "exchange.import_folder")
    reading = read_folder(path)
    if reading.folder is None:
        return reading.faults
    try:
        with transaction.atomic():
            here = bring_in_organisation(
                by=by, folder=reading.folder, with_demo_people=with_demo_people
            )
            bring_in_strategy(folder=reading.folder, here=here)
            writing = bring_in_initiatives(folder=reading.folder, here=here)
            if writing is not None:
                indicators = bring_in_indicators(folder=reading.folder, writing=writing)
                bring_in_effects(folder=reading.folder, writing=writing, indicators=indicators)
                count_again(writing=writing, indicators=indicators)
                bring_in_rounds(folder=reading.folder, writing=writing)
    except FolderDoesNotFit as refusal:
        return refusal.faults
    except IntegrityError:
        told = _("Somebody else changed the same things meanwhile. Nothing was read in; try again.")
        return [Fault(str(path), None, "", "", told)]
    return []
