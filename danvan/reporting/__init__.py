"""Who has to report what, until when, and whether it came: the regime of reporting and what is remarkable in figures.

Pure but for the questions it asks of the database. It changes no figure.
"""
