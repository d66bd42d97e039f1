"""Figures as files to hand on. Pure: rows and their lineage in, bytes out; nothing is asked, nothing added up."""
