"""A written report as PDF, set by Typst. It works without fonts of the machine and without the network."""

import json
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from views.files.drawings import paper_picture
from views.files.signature import about_signer, signer_name
from views.files.written import Head, Part, WrittenReport

_FORM = Path(__file__).with_name("report.typ")


def make_pdf(report: WrittenReport, made_at: datetime) -> bytes:
    """Give the report as PDF/A-2b, which archives keep; the same report at the same moment gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="lapor-pdf-") as folder:
        root = Path(folder)
        (root / "report.typ").write_bytes(_FORM.read_bytes())
        (root / "data.json").write_text(json.dumps(_data(report, root), ensure_ascii=False))
        compiler = typst.Compiler(root / "report.typ", root=root, ignore_system_fonts=True)
        pdf = compiler.compile(format="pdf", pdf_standards="a-2b", timestamp=made_at.replace(microsecond=0))
    assert isinstance(pdf, bytes)  # noqa: S101 - several files come only of several pages as pictures
    return pdf


def _data(report: WrittenReport, root: Path) -> dict[str, Any]:
    return {
        "author": report.heading.lines[-1],
        "heading": report.heading.lines,
        "address_line": report.heading.address,
        "titles": report.titles,
        "address": report.address,
        "opening": report.opening,
        "parts": [_part(part, place, root) for place, part in enumerate(report.parts)],
        "notes": report.notes,
        "closing": report.closing,
        "signed_at": report.signed_at,
        "signer": {
            "position": report.heading.signer_position,
            "name": signer_name(report.heading),
            "about": about_signer(report.heading),
        },
        "footer": report.footer,
    }


def _part(part: Part, place: int, root: Path) -> dict[str, Any]:
    tables = [{**asdict(table), "heads": [_head(head) for head in table.heads]} for table in part.tables]
    told = {"title": part.title, "paragraphs": part.paragraphs, "tables": tables, "picture": None}
    if part.drawing is None:
        return told
    picture = paper_picture(part.drawing.chart)
    name = f"{place}.png"
    (root / name).write_bytes(picture.png)
    return {**told, "picture": name, "picture-width": picture.centimetres_wide, "caption": part.drawing.caption}


def _head(head: Head) -> dict[str, Any]:
    return {"title": head.title, "number": head.is_number, "width": head.width}
