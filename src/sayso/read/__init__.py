"""Read: what does this one page report?"""
