"""Keep: what do we know, since when, and who corrected it?"""
