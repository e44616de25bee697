"""The walls that a process can build around itself on Linux, by system calls and nothing else.

Each function says what it does and raises ``OSError`` where the machine refuses; who calls
them decides what to do then. Order matters: :func:`apart`, then in the child
:func:`furnish`, :func:`become`, limits, :func:`processes_are_bounded`, and :func:`give_up` as
the last thing before a learner's code runs.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from pathlib import Path

__all__ = [
    "apart",
    "become",
    "die_with_parent",
    "furnish",
    "gather_memory",
    "give_up",
    "make_private",
    "processes_are_bounded",
    "reap_orphans",
]

_NEWNS, _NEWIPC, _NEWUSER, _NEWPID = 0x20000, 0x08000000, 0x10000000, 0x20000000
_RDONLY, _NOSUID, _NODEV, _NOEXEC, _REC, _PRIVATE = 1, 2, 4, 8, 0x4000, 0x40000
_DEATH_SIGNAL, _DUMPABLE, _SECCOMP, _SUBREAPER, _NO_NEW_PRIVILEGES = 1, 4, 22, 36, 38
_MOUNT_SETATTR, _HERE, _RECURSIVE = 442, -100, 0x8000
_EPERM, _ENOSYS = 1, 38
_LARGE, _COLLAPSE = 1 << 21, 25

# system calls that no notebook needs, on (x86_64, aarch64)
_REFUSED = {
    "socket": (41, 198), "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "ptrace": (101, 117), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "open_by_handle_at": (304, 265), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "mount_setattr": (442, 442), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "kill": (62, 129),
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
}  # fmt: skip
_MACHINES = {"x86_64": (0, 0xC000003E, 56), "aarch64": (1, 0xC00000B7, 220)}  # column above, audit name, number of clone
_CLONE3 = 435
_BIRTHS = ((56, 220), (57, 220), (58, 220))  # clone, fork, vfork; aarch64 has clone alone


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> int:
    result = int(getattr(_libc(), name)(*arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")
    return result


def make_private() -> None:
    """Let no other process of this user look into this one's memory."""
    _call("prctl", _DUMPABLE, 0, 0, 0, 0)


def gather_memory() -> None:
    """Put this process's memory into large pages where the machine can: a fork then copies hundreds of entries, not tens of thousands."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        span, rights, *_, name = (*line.split(maxsplit=5), "")[:6]
        if rights == "rw-p" and name in ("", "[heap]"):
            first, last = (int(end, 16) for end in span.split("-"))
            first, last = -(-first // _LARGE) * _LARGE, last // _LARGE * _LARGE
            if first < last:
                _libc().madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _COLLAPSE)


def reap_orphans() -> None:
    """Become the parent of whatever a learner's code leaves behind, so that it can be found and ended."""
    _call("prctl", _SUBREAPER, 1, 0, 0, 0)


def die_with_parent() -> None:
    """End when the process that started this one ends; asked again after each change of user."""
    _call("prctl", _DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def apart() -> None:
    """Give this process message queues of its own, and its children processes of their own.

    Root needs nothing else. Anybody else first becomes the owner of users of his own.
    """
    uid, gid = os.getuid(), os.getgid()
    if uid == 0:
        _call("unshare", _NEWPID | _NEWIPC)
        return
    _call("prctl", _DUMPABLE, 1, 0, 0, 0)  # or its own maps could not be written
    _call("unshare", _NEWUSER | _NEWPID | _NEWIPC)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    _call("prctl", _DUMPABLE, 0, 0, 0, 0)


def become(user: int) -> None:
    """Turn from root into an ordinary user that has nothing, for good: root's limits do not hold."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def processes_are_bounded() -> bool:
    """Whether this process's limit on processes holds, tried: with room for none, none can be started."""
    before = resource.getrlimit(resource.RLIMIT_NPROC)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, before[1]))
    try:
        child = os.fork()
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        resource.setrlimit(resource.RLIMIT_NPROC, before)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return False


def furnish(room: str, *, megabytes: int, files: int, hidden: list[str], user: int) -> None:
    """Give this process a view of its own: all read-only but `room`, an empty place in memory; `hidden` folders are emptied."""
    _call("unshare", _NEWNS)  # here and not before: the supervisor keeps its own view of the processes
    _call("mount", None, b"/", None, _REC | _PRIVATE, None)
    _read_only(b"/")
    for folder in hidden:
        _call("mount", b"tmpfs", folder.encode(), b"tmpfs", _RDONLY | _NOSUID | _NODEV, b"size=4k,nr_inodes=2")
    size = f"size={megabytes}m,nr_inodes={files},mode=0700,uid={user},gid={user}".encode()
    _call("mount", b"tmpfs", room.encode(), b"tmpfs", _NOSUID | _NODEV, size)
    try:
        _call("mount", b"proc", b"/proc", b"proc", _NOSUID | _NODEV | _NOEXEC | _RDONLY, None)
    except OSError:
        _call("mount", b"tmpfs", b"/proc", b"tmpfs", _RDONLY | _NOSUID, b"size=4k,nr_inodes=2")


def _read_only(path: bytes) -> None:
    attributes = ctypes.create_string_buffer(struct.pack("QQQQ", _RDONLY | _NOSUID, 0, 0, 0))
    if _libc().syscall(_MOUNT_SETATTR, _HERE, path, _RECURSIVE, attributes, 32) < 0:
        raise OSError(ctypes.get_errno(), f"mount_setattr: {os.strerror(ctypes.get_errno())}")


def give_up(*, births: bool) -> bool:
    """Give up every power for good, network included; without `births` no process and no thread can be started.

    False where this machine's system calls are not known.
    """
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    header, none = struct.pack("Ii", 0x20080522, 0), bytes(24)
    with contextlib.suppress(OSError):  # nothing to give up outside a namespace
        _call("capset", ctypes.create_string_buffer(header), ctypes.create_string_buffer(none))
    if platform.machine() not in _MACHINES:
        return False
    program = _filter(*_MACHINES[platform.machine()], births=births)
    code = ctypes.create_string_buffer(program)
    prog = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    _call("prctl", _SECCOMP, 2, ctypes.create_string_buffer(prog), 0, 0)
    return True


def _filter(column: int, audit: int, clone: int, *, births: bool) -> bytes:
    """A seccomp program: refuse other instruction sets, the calls listed above, new user namespaces, and births if need be."""
    load, equal, bits, give = 0x20, 0x15, 0x45, 0x06
    refuse, absent, allow, end = 0x00050000 | _EPERM, 0x00050000 | _ENOSYS, 0x7FFF0000, 0x80000000
    lines: list[tuple[int, int, int, int]] = [
        (load, 0, 0, 4), (equal, 1, 0, audit), (give, 0, 0, end),
        (load, 0, 0, 0), (0x35, 0, 1, 0x40000000), (give, 0, 0, refuse),
        (equal, 0, 1, _CLONE3), (give, 0, 0, absent),
    ]  # fmt: skip
    for numbers in (*_REFUSED.values(), *(() if births else _BIRTHS)):
        lines += [(equal, 0, 1, numbers[column]), (give, 0, 0, refuse)]
    lines += [(equal, 0, 3, clone), (load, 0, 0, 16), (bits, 0, 1, _NEWUSER), (give, 0, 0, refuse), (give, 0, 0, allow)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
