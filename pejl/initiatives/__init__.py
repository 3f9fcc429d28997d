"""From “what if…” to prejekt, project and the Udviklingskatalog (*idéer, prejekter, projekter, katalog*).

Anyone who works here can hand in an idea (*idé*). The centre answers it: do it now, mature it, explore it in a
prejekt, carry it out as a project, park it or decline it, always with a reason. A *prejekt* explores an open
question before anyone promises a result: what we know, what we do not know, what we tried, which options we have;
it ends at a gate, and stopping well is a success. A project (*projekt*) has a goal, a plan and an owner. The
executive group (*chefgruppen*) selects what belongs to the strategy; together they are the *Udviklingskatalog*.
Page 5 of Greve's strategy; Lotte Darsø's word *prejekt*.
"""
