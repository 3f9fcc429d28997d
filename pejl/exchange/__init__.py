"""Strategies in and out of Pejl as files that people can read and write (*ind- og udlæsning*).

A municipality's strategy can stand in a folder of YAML files with Markdown texts: the municipality, its units
and people, the strategy with drivers, focus areas and objectives, and the centre strategies. ``schema/``
describes each file, ``reading`` finds every fault of a folder with file and line before anything is written,
and ``actions.import_folder`` brings it in, all or nothing, through the same actions that the pages use. The
format is explained to editors in ``examples/README.md``; ``examples/greve-2014/`` is Greve's
*Udviklingsstrategi 2014* in it. It rests on ruamel.yaml and on JSON Schema, draft 2020-12.
"""
