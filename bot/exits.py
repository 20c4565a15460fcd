"""With which code a command leaves, for whoever started it: a shell, a timer, systemd. 0 is well.

The numbers are those of `sysexits.h` where it has one.
"""

from typing import Final

FAILED: Final = 1  # it was tried and did not succeed, or something was found wrong
USAGE: Final = 2  # the command line cannot be read; typer gives it by itself
OCCUPIED: Final = 75  # another process is at it, or there is no room: another time it may work
CONFIGURATION: Final = 78  # a setting, the token or the folder has to be put right first: no restart helps
