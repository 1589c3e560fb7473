"""What owners and the platform earn, how far things are used, what was wanted in vain. Nothing here decides anything.

Reports are kept for some minutes and purged with every commit that changes a booking or its money, so that the very
next read is right. What is refused purges nothing: lost demand may be as old as it is kept.
"""
