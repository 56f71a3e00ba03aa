"""How is the Java machine started in which MPXJ runs?

The jars lie in the `mpxj` package of this Python. The package is not imported, since a script of the same name stands beside this
file; its jars are all that is needed.
"""

import os
import sys
import sysconfig
import threading

# MPXJ's Primavera scheduler recurses once a link of the longest chain. Java's own default is good for a few thousand.
STACK_BYTES = 512 << 20


class Missing(Exception):
    """What is not installed, in words for a person."""


def start():
    """Starts the Java machine. Says what is missing by `Missing`."""
    try:
        import jpype
        import jpype.imports  # Makes `org.mpxj` importable.
    except ImportError as error:
        raise Missing(f"{error.name} is not installed for {sys.executable}") from error
    jars = os.path.join(sysconfig.get_paths()["purelib"], "mpxj", "lib")
    if not os.path.isfile(os.path.join(jars, "mpxj.jar")):
        raise Missing(f"mpxj is not installed for {sys.executable}")
    try:
        # Without settings of its own log4j complains on standard error at every start.
        jpype.startJVM(
            f"-Xss{STACK_BYTES >> 20}m",
            "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
            "-Dlog4j2.StatusLogger.level=OFF",
            classpath=[os.path.join(jars, "*")],
            convertStrings=True,
        )
    except jpype.JVMNotFoundException as error:
        raise Missing("no Java runtime is installed") from error


def on_a_deep_stack(action):
    """Runs `action` on a thread with a stack for deep recursion, and passes on what it returns or raises.

    `-Xss` is for threads that Java starts. Python's first thread keeps the few megabytes that the system gave it.
    """
    outcome = []

    def run():
        try:
            outcome.append((action(), None))
        except BaseException as error:  # Raised again below, on the caller's thread.
            outcome.append((None, error))

    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    value, error = outcome[0]
    if error is not None:
        raise error
    return value
