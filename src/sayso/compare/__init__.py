"""Compare: what is the same across pages, and what differs?"""
