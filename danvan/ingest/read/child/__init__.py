"""Opens Excel, OpenDocument, HTML and XML tables in a process of its own, with limits, far from the server.

Owns everything that parses foreign binary formats. It is run as `python -m danvan.ingest.read.child KIND`, reads the
file on stdin and writes one packed answer (see book.py) on stdout. It imports the standard library and python-calamine
only, so that a start costs some 60 ms: no pandas, no numpy, no pyarrow.
"""
