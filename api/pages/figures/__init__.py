"""The plain values that a page and its picture both show: the matrix, shared tasks, targets and deadlines."""
