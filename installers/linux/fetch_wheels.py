# SPDX-License-Identifier: Apache-2.0
"""Fetches the wheels of one section of wheels.lock and unpacks what it keeps.   fetch_wheels.py LOCK SECTION CACHE

pip is the client: its own configuration, proxy, certificate and index settings decide where a wheel comes from. Only the transfer is done here,
through pip's session, because pip cannot continue a half-done download. The SHA-256 of every file is that of the lock file, or the file is not used.
Exit code 0: done; 1: an error, said on stderr. Setup only; nothing of this runs with the engine.
"""
import fnmatch
import hashlib
import os
import shutil
import sys
import time
import zipfile

CHUNK_BYTES = 1 << 20
NUM_TRIES = 5


class SetupError(Exception):
    """Ends the program with its text: what happened, and what to try."""


def say(text):
    print("[setup] " + text, file=sys.stderr, flush=True)


def megabytes(num_bytes):
    return f"{num_bytes / 1e6:.0f} MB"


class Wheel:
    def __init__(self, file_name, num_bytes, sha256):
        self.file_name, self.num_bytes, self.sha256 = file_name, int(num_bytes), sha256
        self.package, self.version = file_name.split("-")[:2]
        self.title = f"{self.package.replace('_', '-')} {self.version}"


def read_section(lock_path, section):
    """The wheels of a section and its (pattern, new name or None) rules."""
    wheels, rules, current = [], [], None
    with open(lock_path, encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            if words[0].startswith("["):
                current = words[0].strip("[]")
            elif current == section and words[0] == "wheel":
                wheels.append(Wheel(*words[1:4]))
            elif current == section and words[0] == "keep":
                rules.append((words[1], words[3] if len(words) == 4 else None))
    if not wheels:
        raise SetupError(f"{lock_path} has no section [{section}].")
    return wheels, rules


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(CHUNK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def find_url(finder, wheel):
    for candidate in finder.find_all_candidates(wheel.package):
        if candidate.link.filename == wheel.file_name:
            return candidate.link.url_without_fragment
    raise SetupError(f"pip does not find {wheel.file_name}.\n"
                     "  No network, or another index? Check the connection and pip's settings (pip config list; PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY).")


class ProgressLine:
    """A counter that is rewritten on a terminal, and a line every half minute elsewhere."""

    def __init__(self, wheel, start_bytes):
        self.wheel, self.start_bytes, self.started = wheel, start_bytes, time.monotonic()
        self.terminal = sys.stderr.isatty()
        self.next_time = self.started + (0.5 if self.terminal else 30)

    def update(self, num_bytes):
        now = time.monotonic()
        if now < self.next_time:
            return
        self.next_time = now + (0.5 if self.terminal else 30)
        rate = (num_bytes - self.start_bytes) / (now - self.started)
        text = f"[setup] {self.wheel.title}: {num_bytes / 1e6:.0f} of {megabytes(self.wheel.num_bytes)}, {rate / 1e6:.1f} MB/s"
        print("\r" + text + "  " if self.terminal else text, end="" if self.terminal else "\n", file=sys.stderr, flush=True)

    def finish(self):
        if self.terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def transfer(session, url, wheel, part_path):
    """Appends to part_path what it lacks. A server that ignores the range starts the file again."""
    done = os.path.getsize(part_path) if os.path.exists(part_path) else 0
    if done >= wheel.num_bytes:
        return
    headers = {"Accept-Encoding": "identity"}
    if done:
        headers["Range"] = f"bytes={done}-"
    response = session.get(url, headers=headers, stream=True)
    response.raise_for_status()
    if done and response.status_code != 206:
        done = 0
    progress = ProgressLine(wheel, done)
    with open(part_path, "ab" if done else "wb") as part:
        while block := response.raw.read(CHUNK_BYTES):
            part.write(block)
            done += len(block)
            progress.update(done)
    progress.finish()
    if done < wheel.num_bytes:
        raise EOFError(f"the connection ended after {megabytes(done)}")


def retrying_transfer(session, url, wheel, part_path):
    for attempt in range(1, NUM_TRIES + 1):
        try:
            return transfer(session, url, wheel, part_path)
        except OSError as error:
            if error.errno in (28, 122):   # no space, quota
                raise
            reason = error
        except Exception as error:   # pip wraps its own copies of urllib3 and requests; any of their errors is worth another try
            reason = error
        if attempt == NUM_TRIES:
            raise SetupError(f"{wheel.file_name} could not be fetched: {reason}\n"
                             "  What has arrived is kept; ./luthier setup goes on from there.")
        say(f"{wheel.title}: {reason}; trying again in {2 * attempt} s")
        time.sleep(2 * attempt)


def fetch(session, finder, wheel, downloads):
    """The path of the verified wheel."""
    path = os.path.join(downloads, wheel.file_name)
    if os.path.exists(path):
        if sha256_of(path) == wheel.sha256:
            return path
        say(f"{path} is not the pinned file; fetching it again")
        os.remove(path)
    part_path = path + ".part"
    kept = os.path.getsize(part_path) if os.path.exists(part_path) else 0
    say(f"{wheel.title}: fetching {megabytes(wheel.num_bytes)}" + (f", {megabytes(kept)} of it are here already" if kept else ""))
    started = time.monotonic()
    retrying_transfer(session, find_url(finder, wheel), wheel, part_path)
    found = sha256_of(part_path)
    if found != wheel.sha256:
        os.remove(part_path)
        if kept:
            say(f"{wheel.title}: the part that was here does not belong to it; fetching all of it")
            return fetch(session, finder, wheel, downloads)
        raise SetupError(f"{wheel.file_name} has SHA-256 {found}, but {wheel.sha256} is pinned. It was deleted.\n"
                         "  A proxy or mirror changes the file, or the download was damaged: try once more.")
    os.rename(part_path, path)
    say(f"{wheel.title}: fetched and verified ({time.monotonic() - started:.0f} s)")
    return path


def target_name(member, rules):
    """Where a file of the wheel goes, or None where no rule keeps it."""
    for pattern, new_name in rules:
        if fnmatch.fnmatchcase(member, pattern):
            return new_name or member
    return None


def unpack(wheel_path, rules, folder):
    num_bytes = 0
    with zipfile.ZipFile(wheel_path) as archive:
        for member in archive.infolist():
            name = target_name(member.filename, rules)
            if name is None or member.is_dir():
                continue
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(member) as source, open(path, "wb") as target:
                shutil.copyfileobj(source, target, CHUNK_BYTES)
            num_bytes += member.file_size
            if member.external_attr >> 16 & 0o100:   # compilers, not libraries
                os.chmod(path, 0o755)
            # One fixed time, so that a cache made anew does not make every build stale.
            os.utime(path, (1700000000, 1700000000))
    return num_bytes


def install(session, finder, lock_path, section, cache):
    wheels, rules = read_section(lock_path, section)
    downloads = os.path.join(cache, "downloads")
    os.makedirs(downloads, exist_ok=True)
    paths = [fetch(session, finder, wheel, downloads) for wheel in wheels]
    started = time.monotonic()
    temporary = os.path.join(cache, f".{section}.new")
    shutil.rmtree(temporary, ignore_errors=True)
    num_bytes = sum(unpack(path, rules, temporary) for path in paths)
    for pattern, _ in rules:
        if not any(fnmatch.fnmatchcase(m, pattern) for path in paths for m in zipfile.ZipFile(path).namelist()):
            raise SetupError(f"No wheel of [{section}] has a file {pattern}.")
    folder = os.path.join(cache, section)
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(temporary, folder)
    say(f"{section}: {megabytes(num_bytes)} unpacked ({time.monotonic() - started:.0f} s)")


def run(arguments):
    from pip._internal.cli.cmdoptions import make_target_python
    from pip._internal.commands.download import DownloadCommand

    lock_path, section, cache = arguments

    class Fetch(DownloadCommand):
        def run(self, options, _):
            # pip would print an exception's stack; the text says what is needed.
            try:
                session = self.get_default_session(options)
                finder = self._build_package_finder(options=options, session=session, target_python=make_target_python(options))
                install(session, finder, lock_path, section, cache)
            except SetupError as error:
                say("error: " + str(error))
                return 1
            except OSError as error:
                say(f"error: {error.filename or cache}: {error.strerror or error}"
                    + ("\n  Free some space there, or set LUTHIER_CACHE to a folder on another disk." if error.errno in (28, 122) else ""))
                return 1
            return 0

    # The wheels are for the engine's machine, not for this Python: torch's is the one for 3.11 whatever runs here.
    platforms = ["manylinux_2_28_x86_64", "manylinux_2_25_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64", "any"]
    return Fetch("download", "fetches wheels").main(
        ["-qqq", "--no-deps", "--no-cache-dir", "--only-binary=:all:", "--disable-pip-version-check", "--python-version", "3.11",
         "--implementation", "cp", "--abi", "cp311", "--abi", "none", "--retries", "1", "--timeout", "30", "--dest", cache, section]
        + [word for platform in platforms for word in ("--platform", platform)])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
