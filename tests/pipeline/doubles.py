"""A reading that does what the original's text says. Its own module, so that worker processes can import it.

An original is one line: `report 甲局 2021 5`, `stated`, `refuse`, `unconverted`, `bug`, `die`, `swell`, `hang` or `hang-hard`.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import AnnualReport, Figure, Finding, Section, Where
from gongkai.recognise.agency import agency as named

if TYPE_CHECKING:
    from gongkai.model import Reading
    from gongkai.pipeline.folder import Original

FOREVER = 600.0


def understand(original: Original) -> Reading:
    """Obey the original."""
    data, name = original.path.read_bytes(), original.name
    verb, *words = data.decode().split()
    if verb == "refuse":
        raise UnreadableFileError("encrypted", "文件带有密码；请解除密码")
    if verb == "unconverted":
        raise UnreadableFileError("converter_missing", "需要 LibreOffice；请安装")
    if verb == "bug":
        raise KeyError("a fault of ours")
    if verb == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if verb == "hang-hard":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(FOREVER)
    if verb == "swell":
        bytearray(64 * 1024**3)
    if verb == "hang":
        time.sleep(FOREVER)
    if verb == "stated":
        words = [f"{name}局", "2021", "1"]
    if verb == "slow":
        time.sleep(0.2)
        words = [f"{name}局", "2021", "1"]
    agency, year, number = words
    body = named(agency)
    return AnnualReport(
        path=name,
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        agency=body if not body.id.startswith("unplaced-") else replace(body, id="a-" + agency.encode().hex()),
        year=int(year),
        title=None,
        published_on=None,
        source_url=original.stated.url,
        form="2021",
        figures=(
            Figure(
                table="disclosure",
                row="licensing",
                column="decisions",
                value=int(number),
                status="reported",
                raw=number,
            ),
            Figure(table="disclosure", row="penalties", column="decisions", value=None, status="blank", raw=""),
        ),
        sections=(Section(code="overview", number="一", heading="总体情况", text="平稳。", where=Where(line=1)),),
        findings=(Finding(type="label_variant", severity="info", note="行名异写"),),
    )
