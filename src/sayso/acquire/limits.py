"""How much of one source is taken in before it is refused. Nothing is trusted to be as long as it says it is."""

import msgspec

_MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """Bounds on what one run reads into memory; sizes in bytes."""

    page_bytes: int = 20 * _MIB
    """The largest page, and the longest line of a .jsonl file. No news page comes near."""
    archive_bytes: int = 4096 * _MIB
    """What the members of one zip, or the lines of one gzip, may come to once unpacked."""
    members: int = 200_000
    """Members of one zip."""
    ratio: int = 300
    """Unpacked bytes for each packed one. Real text packs 3 to 20 times; deflate can reach 1,032 on a bomb."""
    ratio_from: int = 4 * _MIB
    """The ratio is looked at once this much has been unpacked: small files of blanks are harmless."""

    def bomb(self, unpacked: int, packed: int) -> bool:
        """Has a packed file of `packed` bytes given more than it could if it were text?"""
        return unpacked > self.ratio_from and unpacked > self.ratio * max(1, packed)


DEFAULT = Limits()


def megabytes(size: int) -> str:
    """A size for a sentence: "20 MB"."""
    return f"{size / _MIB:,.0f} MB" if size >= _MIB else f"{size:,} bytes"
