"""Pages about bodies: all of them, one with its tasks, who leads whom."""
