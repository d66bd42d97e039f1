"""Plans: what is prescribed, what is aimed at, and how far the reported figures have come.

Owns the prescribed numbers (dated settings per province and level), the targets of plans and resolutions, and the
judgements about them. It makes no figure: every number judged here is one that the rule has made (table `figure`).
"""
