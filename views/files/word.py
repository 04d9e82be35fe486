"""A written report as Word, to be gone on with by hand: real headings, tables whose head repeats, page numbers."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from views.files.drawings import paper_picture
from views.files.signature import about_signer, signer_name
from views.files.written import Head, Part, WrittenReport, WrittenTable

_FONT = "Times New Roman"
_GREY = RGBColor(0x59, 0x59, 0x59)
_HEAD_FILL = "DCE6F1"
#: Centimetres between the margins.
_WIDTH = 16.5


def make_word(report: WrittenReport, made_at: datetime) -> bytes:
    """Give the report as .docx."""
    document = Document()
    _set_up(document, report, made_at)
    _write_head(document, report)
    for place, part in enumerate(report.parts):
        _write_part(document, part, chr(ord("A") + place))
    _write_end(document, report)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: WordDocument, report: WrittenReport, made_at: datetime) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(2.5), Cm(2), Cm(2), Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.paragraph_format.space_after = Pt(4)
    about = document.core_properties
    about.title, about.author, about.language = " ".join(report.titles), report.heading.lines[-1], "id-ID"
    about.created = about.modified = made_at.replace(tzinfo=None)
    footer = section.footer.paragraphs[0]
    footer.style = style  # Word's own style for feet has stops of its own
    _write_footer(footer, report.footer)


def _write_footer(paragraph: Paragraph, words: str) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _run(paragraph, f"{words}\tHalaman ", size=8, grey=True)
    for field, between in (("PAGE", " dari "), ("NUMPAGES", "")):
        _add_field(paragraph, field)
        _run(paragraph, between, size=8, grey=True)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Something that Word counts itself, such as PAGE."""
    run = _run(paragraph, "", size=8, grey=True)
    for kind, text in (("begin", None), (None, name), ("end", None)):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), str(kind))
        run._r.append(element)  # noqa: SLF001 - python-docx offers fields in no other way


def _write_head(document: WordDocument, report: WrittenReport) -> None:
    last = len(report.heading.lines) - 1
    for place, line in enumerate(report.heading.lines):
        _line(document, line, bold=True, size=13 if place == last else 11, align=WD_ALIGN_PARAGRAPH.CENTER)
    below = _line(document, report.heading.address or "", size=9, align=WD_ALIGN_PARAGRAPH.CENTER)
    _rule_below(below)
    for place, line in enumerate(report.titles):
        title = _line(document, line, bold=True, size=13 if place == 0 else 11, align=WD_ALIGN_PARAGRAPH.CENTER)
        title.paragraph_format.space_before = Pt(10 if place == 0 else 0)
    for place, line in enumerate(report.address):
        _line(document, line).paragraph_format.space_before = Pt(10 if place == 0 else 0)
    for line in report.opening:
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _rule_below(paragraph: Paragraph) -> None:
    """The double line below a letterhead."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "4"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx offers borders in no other way


def _write_part(document: WordDocument, part: Part, letter: str) -> None:
    heading = document.add_heading(level=2)
    _run(heading, f"{letter}. {part.title}", bold=True, size=11.5).font.color.rgb = RGBColor(0, 0, 0)
    for line in part.paragraphs:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for table in part.tables:
        _caption(document, table.caption).paragraph_format.keep_with_next = True
        _write_table(document, table)
    if part.drawing is not None:
        picture = paper_picture(part.drawing.chart)
        holder = document.add_paragraph()
        holder.alignment, holder.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
        holder.add_run().add_picture(io.BytesIO(picture.png), width=Cm(picture.centimetres_wide))
        _caption(document, part.drawing.caption)


def _write_table(document: WordDocument, told: WrittenTable) -> None:
    rows = [*told.rows, *([told.total] if told.total else [])]
    table = document.add_table(rows=1 + len(rows), cols=len(told.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(table)
    _set_widths(table, told.heads)
    _repeat(table)
    _fill(table, 0, [head.title for head in told.heads], told.heads, bold=True)
    for place, row in enumerate(rows, start=1):
        _fill(table, place, row, told.heads, bold=told.total is not None and place == len(rows))
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _set_widths(table: Table, heads: Sequence[Head]) -> None:
    whole = sum(head.width for head in heads)
    for column, head in zip(table.columns, heads, strict=True):
        column.width = Cm(_WIDTH * head.width / whole)


def _narrow_margins(table: Table) -> None:
    """Word's own margins would take a third of a narrow column; in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - python-docx offers it in no other way


def _repeat(table: Table) -> None:
    """Let the head stand again on every page, and no row be parted."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - python-docx offers it in no other way
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above


def _fill(table: Table, place: int, texts: Sequence[str], heads: Sequence[Head], *, bold: bool) -> None:
    """`table.rows[place].cells` would look through the whole table each time."""
    cells = [_Cell(element, table) for element in table._tbl.tr_lst[place].tc_lst]  # noqa: SLF001 - see above
    widths = [column.width for column in table.columns]
    for cell, text, head, width in zip(cells, texts, heads, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = _alignment(head, is_head=place == 0)
        _run(paragraph, text, bold=bold, size=9)
        if place == 0:
            _shade(cell)


def _alignment(head: Head, *, is_head: bool) -> WD_ALIGN_PARAGRAPH:
    if is_head:
        return WD_ALIGN_PARAGRAPH.CENTER
    return WD_ALIGN_PARAGRAPH.RIGHT if head.is_number else WD_ALIGN_PARAGRAPH.LEFT


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_FILL)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx offers it in no other way


def _write_end(document: WordDocument, report: WrittenReport) -> None:
    _line(document, "Keterangan", bold=True, size=9)
    for note in report.notes:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, note, size=9)
    closing = document.add_paragraph(report.closing)
    closing.paragraph_format.space_before, closing.paragraph_format.keep_with_next = Pt(8), True
    signed = [report.signed_at, report.heading.signer_position or "", "", "", ""]
    for line in signed:
        _sign(document, line)
    _sign(document, signer_name(report.heading), bold=True)
    _sign(document, about_signer(report.heading))


def _sign(document: WordDocument, text: str, *, bold: bool = False) -> None:
    paragraph = _line(document, text, bold=bold, align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph.paragraph_format.left_indent = Cm(9)
    paragraph.paragraph_format.keep_with_next = True


def _caption(document: WordDocument, text: str) -> Paragraph:
    return _line(document, text, size=9.5, align=WD_ALIGN_PARAGRAPH.CENTER)


def _line(document: WordDocument, text: str, *, align: Any = None, bold: bool = False, size: float = 11) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    _run(paragraph, text, bold=bold, size=size)
    return paragraph


def _run(paragraph: Paragraph, text: str, *, bold: bool = False, size: float = 11, grey: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.name = bold, Pt(size), _FONT
    if grey:
        run.font.color.rgb = _GREY
    return run
