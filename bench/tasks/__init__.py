"""One file a task: items of a measuring set in, answers out, through the real code path."""
