"""The strategy (*udviklingsstrategi*): what a municipality will develop in a year, and why.

A strategy has a running theme (*gennemgående tema*), drivers that force it (*drivkræfter*), focus areas
(*fokusområder*) with the questions they ask, and objectives (*målsætninger*) with a responsible chief. The
executive group (*chefgruppen*) adopts it (*vedtager*); from then on every change of its text leaves a visible
trace. Each centre answers with a centre strategy (*centerstrategi*): one contribution per focus area. Pages
4–10 of Greve's *Udviklingsstrategi 2014*.
"""
