"""Measuring: the real code paths against public sets, the record end to end, speed and memory."""
