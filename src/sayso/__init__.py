"""Sayso keeps one sourced record of who did what to whom, when, where, with what forces, and on whose say-so."""

__version__ = "0.1.0"
