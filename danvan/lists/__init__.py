"""Lists that staff keep and send as a file by our form: targets, cases. What every such list shares, and nothing more.

Owns finding the headings, reading rows as texts, the unit of a row, and the look of the form. What a row means is
decided by the list itself (danvan.plans.sheet, danvan.cases.sheet). Reports of figures are read by danvan.ingest.
"""
