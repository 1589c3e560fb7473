"""What everybody may ask: listings of every kind, places, accounts, health, the client's files.

And what the payment service reports.
"""
