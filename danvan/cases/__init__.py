"""The register of single opinions, petitions and cases: who is to settle each, by when, and what became of it.

Owns its entries, their states (from dates alone) and its list in a file. It makes no figure: what units report is table
`figure`, and the register stands beside it, never in its place and never added to it.
"""
