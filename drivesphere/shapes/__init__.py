"""What JSON looks like on the wire, in pieces that kinds and the API share: strict fields, money, policies, windows.

It stands below the kinds, so that a kind can say itself what it takes and shows. Nothing here knows HTTP.
"""
