"""Pages about tasks, measures, targets and deadlines."""
