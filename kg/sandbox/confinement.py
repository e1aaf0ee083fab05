"""Take away from this process what a query does not need: sockets, other programs, other processes, large files.

On Linux the kernel refuses the calls themselves (seccomp), whatever runs in the process and whatever it reads: no
socket can be made, none can be taken from elsewhere, and no program can be started that could. Reading and writing of
what is open goes on, and threads may be begun.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Final

from kg.bilingual import Text
from kg.errors import MissingError

# linux/audit.h, linux/seccomp.h, linux/prctl.h, linux/bpf_common.h, linux/sched.h
_PDEATHSIG, _NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 1, 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_THREAD = 0x00010000
_EPERM, _ENOSYS = 1, 38
_OTHER_NUMBERS = 0x40000000  # the same calls once more, by x32
_CLONE3 = 435

_EVERYWHERE: Final = (425, 426, 427, 438)
"""io_uring_setup, io_uring_enter, io_uring_register (a ring can open sockets), pidfd_getfd."""
_CALLS: Final = {
    # socket connect accept sendto recvfrom sendmsg recvmsg bind listen socketpair accept4 recvmmsg sendmmsg,
    # execve execveat, fork vfork, ptrace process_vm_readv process_vm_writev, unshare setns bpf; last: clone
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 44, 45, 46, 47, 49, 50, 53, 288, 299, 307, 59, 322, 57, 58, 101, 310, 311, 272, 308, 321),
        56,
    ),
    # the same; this architecture has neither fork nor vfork
    "aarch64": (
        0xC00000B7,
        (198, 203, 202, 206, 207, 211, 212, 200, 201, 199, 242, 243, 269, 221, 281, 117, 270, 271, 97, 268, 280),
        220,
    ),
}


def end_with_parent() -> None:
    """Make the system end this process when the one that began it ends, even if that one is killed."""
    if sys.platform == "linux":
        _prctl(_PDEATHSIG, 9)


def confine() -> bool:
    """Confine this process for good; return whether the system can do that.

    What begins threads comes after this. Raises :class:`~kg.errors.InputError` where the system should be able to and
    does not.
    """
    machine = _CALLS.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    program = _program(*machine)
    code = ctypes.create_string_buffer(program)
    filter_ = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(code)))
    if _prctl(_NO_NEW_PRIVILEGES, 1) or _prctl(_SECCOMP, _FILTER, ctypes.addressof(filter_)):
        why = os.strerror(ctypes.get_errno())
        raise MissingError(
            Text(f"这里无法限制查询进程（{why}）", f"a process for queries cannot be confined here ({why})"),
            None,
            Text("请允许使用 seccomp", "allow it seccomp"),
        )
    return True


def _prctl(option: int, first: int, second: int = 0) -> int:
    library = ctypes.CDLL(None, use_errno=True)
    arguments = (ctypes.c_ulong(number) for number in (first, second, 0, 0))
    return int(library.prctl(option, *arguments))


def _program(architecture: int, refused: tuple[int, ...], clone: int) -> bytes:
    """Write the filter: classic BPF, which the kernel runs at every call."""
    no, nothing = _REFUSE | _EPERM, _REFUSE | _ENOSYS
    lines = [
        *_jump(_LOAD, _ARCHITECTURE),
        *_jump(_IF_EQUAL, architecture, 1, 0),
        *_jump(_RETURN, no),
        *_jump(_LOAD, _NUMBER),
        *_jump(_IF_AT_LEAST, _OTHER_NUMBERS, 0, 1),
        *_jump(_RETURN, no),
    ]
    for number in (*refused, *_EVERYWHERE):
        lines += [*_jump(_IF_EQUAL, number, 0, 1), *_jump(_RETURN, no)]
    lines += [
        *_jump(_IF_EQUAL, _CLONE3, 0, 1),  # its flags cannot be seen from here; where it is not, clone is tried
        *_jump(_RETURN, nothing),
        *_jump(_IF_EQUAL, clone, 0, 3),
        *_jump(_LOAD, _FIRST_ARGUMENT),
        *_jump(_IF_ANY_BIT, _THREAD, 1, 0),
        *_jump(_RETURN, no),
        *_jump(_RETURN, _ALLOW),
    ]
    return bytes(lines)


def _jump(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    """Write one instruction; the last two say how many to leave out."""
    return struct.pack("=HBBI", code, if_so, if_not, value)
