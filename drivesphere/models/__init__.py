"""The collections: schema and indexes as mongoengine documents, and every query on one collection.

Statements of a transaction run on PyMongo collections, because mongoengine knows no sessions and lets operators
through its string fields; `collection()` of each module is the one to use there.
"""
