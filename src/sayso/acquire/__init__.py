"""Acquire: what does this page say, word for word, and what does it look like by itself?"""
