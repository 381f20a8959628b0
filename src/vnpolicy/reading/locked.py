"""A Word file (.docx) under a password -> the same file without it.

What Word saves under a password is no zip but a compound file, in which the stream "EncryptedPackage" holds the zip.
"""

from io import BytesIO

from vnpolicy.errors import UnreadableSource


def unlocked(data: bytes, name: str, password: str | None) -> bytes:
    """What the password opens. Raises UnreadableSource where none is given, or another one."""
    if password is None:
        raise UnreadableSource(name, "docx", "it wants a password")
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    opened = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        file.load_key(password=password, verify_password=True)
    except InvalidKeyError as problem:
        raise UnreadableSource(name, "docx", "its password is another") from problem
    except Exception as problem:  # of every kind, on broken files
        raise UnreadableSource(name, "docx", f"it is broken ({problem})") from problem
    try:
        file.decrypt(opened, verify_integrity=True)
    except Exception as problem:
        raise UnreadableSource(name, "docx", f"it is broken ({problem})") from problem
    return opened.getvalue()
