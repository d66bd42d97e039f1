"""Texts, names, files, parameters, headers and sessions that mean harm, and what becomes of them."""
