"""The command line ``zhize``: one module a subject, data on stdout, words on stderr.

Exit codes: 0 fine, 1 findings at or above the threshold, 2 the input or the call is wrong, 130 stopped by Ctrl-C.
"""
