"""The people of the office: their accounts and sessions, and the journal of what they did, kept in one book (book.py).

What a role may do is danvan/rights.py, which every function that acts asks.
"""
