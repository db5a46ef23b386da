"""Opens workbooks that have a password.

Belongs here: which passwords are tried, what their failing means. Does not belong here: where a password
comes from (county.yaml names an environment variable), reading what was opened.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from pathlib import Path

from assets.faults import plainly
from assets.locality.gate import is_ole, refused

_log = logging.getLogger(__name__)
_EXCELS_OWN = "VelvetSweatshop"
"""Excel opens workbooks with this password without asking ([MS-OFFCRYPTO] 2.4.2.3)."""


def unlocked(path: Path, passwords: Sequence[str]) -> io.BytesIO:
    """The workbook without its password.

    Args:
        path: an encrypted .xlsx, .xlsm, .xlsb or .xls.
        passwords: those to try beside Excel's own; '' stands for one that is declared and not set.

    Raises:
        RefusedError: encrypted and none declared, `password_not_set`, `password_wrong`, or
            `encrypted_otherwise` in a way that no password of ours opens.
    """
    if not is_ole(path):
        raise refused("encrypted_otherwise")
    for password in (_EXCELS_OWN, *filter(None, passwords)):
        opened = _opened(path, password)
        if opened is not None:
            return opened
    if not passwords:
        raise refused("encrypted")
    raise refused("password_wrong" if any(passwords) else "password_not_set")


def _opened(path: Path, password: str) -> io.BytesIO | None:
    # Only here: it brings a library of ciphers, and most nights nothing is encrypted.
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, EncryptionError, FileFormatError, InvalidKeyError

    opened = io.BytesIO()
    try:
        with path.open("rb") as file:
            office = msoffcrypto.OfficeFile(file)
            office.load_key(password=password)
            office.decrypt(opened)
    except InvalidKeyError:
        return None
    except (DecryptionError, EncryptionError, FileFormatError):
        raise refused("encrypted_otherwise") from None
    except MemoryError:
        raise
    except Exception as error:
        # It raises whatever its parsing of a damaged container meets.
        _log.warning(plainly("opening a workbook with its password", error))
        raise refused("damaged") from None
    opened.seek(0)
    return opened
