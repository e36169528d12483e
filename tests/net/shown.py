"""What a person is shown, in three layers: the text, what is said beside it, and the whole tree.

A tree is a text, or a list of tag, attributes and what is inside. Dash components, the board's Markup and
strings of HTML become the same tree, so that code which builds a page in another way can be compared.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from base64 import b64decode
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import docx
import openpyxl
import pypdf

BLOCKS = set(
    """
    address article aside blockquote body br button caption dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section
    summary svg table tbody td text textarea tfoot th thead title tr tspan ul
    """.split()  # noqa: SIM905 - a list of names reads as one
)
VOID = set(
    """
    area base br col embed hr img input link meta source track wbr
    """.split()  # noqa: SIM905 - a list of names reads as one
)
SILENT = {"script", "style", "title", "desc", "head", "defs"}
SAID = (
    "aria-label",
    "aria-description",
    "alt",
    "title",
    "placeholder",
    "href",
    "src",
    "action",
    "formaction",
)
NAMES = {"classname": "class", "htmlfor": "for", "defaultvalue": "value", "defaultchecked": "checked"}
FIGURE_TEXT = {"text", "name", "title", "hovertext", "hovertemplate", "ticktext", "labels", "customdata"}
PICTURE = re.compile(r"data:image/svg\+xml([^,\"')]*),([^\"')]*)")
FRESH = (
    (re.compile(r"([?&](?:v|m)=)[\w.]+"), r"\1*"),
    (re.compile(r"'sha256-[^']+'"), "'sha256-*'"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "*"),
    (re.compile(r"\.v[\d_]+m\d+"), ".v*"),
)
"""What differs between two runs of the same: addresses named by age, hashes of scripts, tokens of forms."""
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Layers(NamedTuple):
    """One thing that is compared: text a person reads, names and links beside it, and everything."""

    text: str
    said: str
    tree: str


class _Reader(HTMLParser):
    """HTML or SVG as a tree."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = ["", {}]
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = [tag, attributes({name: value or "" for name, value in attrs})]
        self.open[-1].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].append([tag, attributes({name: value or "" for name, value in attrs})])

    def handle_endtag(self, tag):
        while len(self.open) > 1 and any(node[0] == tag for node in self.open[1:]):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if self.open[-1][0] != "script":  # Dash's own settings; the browser's code is compared by its address
            self.open[-1].append(data)


def parsed(markup):
    """Nodes of a string of HTML or SVG."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return joined(reader.root[2:])


def attributes(given):
    """Attributes by the names and values a browser ends up with."""
    kept = {}
    for name, value in given.items():
        lower = NAMES.get(name.lower(), name.lower())
        if value is None or name in {"children", "key"} or (value is False and "-" not in name):
            continue
        if lower == "class":
            kept[lower] = " ".join(sorted(str(value).split()))
        elif lower == "style" and isinstance(value, dict):
            kept[lower] = ";".join(sorted(f"{CAMEL.sub('-', k).lower()}:{v}" for k, v in value.items()))
        elif value is True:
            kept[lower] = "true" if "-" in name else ""
        elif isinstance(value, str | int | float):
            kept[
                CAMEL.sub("-", name).lower() if name.startswith(("stroke", "fill", "font", "text")) else lower
            ] = str(value)
        else:
            kept[lower] = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return kept


def joined(nodes):
    """Nodes with neighbouring texts as one, and drawn pictures put in place of their data."""
    kept = []
    for node in nodes:
        if isinstance(node, str):
            if kept and isinstance(kept[-1], str):
                kept[-1] += node
            elif node:
                kept.append(node)
            continue
        drawn = []
        for name, value in node[1].items():
            for found in PICTURE.finditer(value) if name in {"src", "href", "style"} else ():
                drawn.append(["picture", {"from": name}, *parsed(_svg(found[1], found[2]))])
                node[1][name] = value.replace(found[0], "data:picture")
        kept.append([*node, *drawn])
    return kept


def _svg(kind, content):
    raw = unquote_to_bytes(content)
    return (b64decode(raw) if "base64" in kind else raw).decode(errors="replace")


def nodes_of(value):
    """Tree of what a callback answers as children: components, Markup, lists of them, or HTML."""
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, list):
        return joined([node for each in value for node in nodes_of(each)])
    if not isinstance(value, dict):
        return [str(value)]
    props = value.get("props", {})
    own = {name: prop for name, prop in props.items() if name not in {"children", "nodes"}}
    if value.get("type") == "Markup" and "nodes" in props:
        return joined([_markup(node) for node in props["nodes"]])
    for name, prop in own.items():
        if value.get("namespace") == "bolyst" and isinstance(prop, str) and prop.lstrip().startswith("<"):
            return parsed(own.pop(name))
    tag = str(value.get("type", "")).lower()
    if value.get("namespace") != "dash_html_components":
        tag = f"dash-{tag}"
    inside = nodes_of(props.get("children"))
    return joined([[tag, attributes(own), *inside]])


def _markup(node):
    if not isinstance(node, list):
        return "" if node is None else str(node)
    tag, given, *inside = node
    return [tag.lower(), attributes(given), *joined([_markup(each) for each in inside])]


def hidden(node):
    """Whether a person sees nothing of a node."""
    given = node[1]
    return node[0] in SILENT or "hidden" in given or "display:none" in given.get("style", "").replace(" ", "")


def _lines(nodes, lines):
    for node in nodes:
        if isinstance(node, str):
            lines[-1] += node
            continue
        if hidden(node):
            continue
        block = node[0] in BLOCKS or node[0].startswith("dash-")
        if block:
            lines.append("")
        if node[0].startswith("dash-"):
            _control(node, lines)
        _lines(node[2:], lines)
        if block:
            lines.append("")


def _control(node, lines):
    """Words of a control that draws itself: labels of its choices, texts of its figure, its value."""
    for option in _read_json(node[1].get("options")) or []:
        lines.append(str(option.get("label", "")) if isinstance(option, dict) else str(option))
    if "figure" in node[1]:
        lines += _figure_words(_read_json(node[1]["figure"]))
    if node[0] in {"dash-textarea", "dash-input"} and "value" in node[1]:
        lines.append(node[1]["value"])
    lines.append("")


def _read_json(text):
    return json.loads(text) if text else None


def _figure_words(value, key=""):
    if isinstance(value, dict):
        inside = [(value[name], name if name in FIGURE_TEXT else key) for name in value]
        return [word for each, within in inside for word in _figure_words(each, within)]
    if isinstance(value, list):
        return [word for each in value for word in _figure_words(each, key)]
    return [value] if key and isinstance(value, str) else []


def _said(nodes, lines):
    for node in nodes:
        if isinstance(node, str):
            continue
        lines += [f"{name}: {node[1][name]}" for name in SAID if node[1].get(name)]
        if node[0] in {"title", "desc"}:
            lines.append(f"{node[0]}: {' '.join(each for each in node[2:] if isinstance(each, str))}")
        _said(node[2:], lines)


def _written(nodes, lines, depth=0):
    for node in nodes:
        if isinstance(node, str):
            lines.append(f"{' ' * depth}{json.dumps(node, ensure_ascii=False)}")
            continue
        given = "".join(
            f" {name}={json.dumps(node[1][name], ensure_ascii=False)}" for name in sorted(node[1])
        )
        lines.append(f"{' ' * depth}<{node[0]}{given}>")
        _written(node[2:], lines, depth + 1)


def tidy(lines):
    """Lines with single spaces and without empty ones."""
    told = (" ".join(line.replace("\N{NO-BREAK SPACE}", " ").split()) for line in lines)
    return "\n".join(line for line in told if line)


def steady(text):
    """Text without what may differ between two builds of the same."""
    for pattern, instead in FRESH:
        text = pattern.sub(instead, text)
    return text


def layers(nodes):
    """The three layers of a tree."""
    text, said, tree = [""], [], []
    _lines(nodes, text)
    _said(nodes, said)
    _written(nodes, tree)
    return Layers(tidy(text), steady(tidy(said)), steady("\n".join(tree)))


def of_property(name, value):
    """Layers of what a callback writes: a tree where it is children, otherwise the value itself."""
    if name == "children":
        return layers(nodes_of(value))
    options = value if name == "options" and isinstance(value, list) else []
    text = tidy(str(each.get("label", "")) for each in options if isinstance(each, dict))
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return Layers(text if options else told, "", steady(told))


def digest(content):
    """Short hash of bytes."""
    return hashlib.sha256(content).hexdigest()[:16]


def of_file(content, ending):
    """Layers of a file: its text or cells as text, its parts in the tree."""
    reader = {
        "pdf": _pdf,
        "docx": _word,
        "xlsx": _workbook,
        "zip": _folder,
        "svg": _drawing,
        "html": _drawing,
    }.get(ending)
    if reader:
        return reader(content)
    if ending == "png":
        size = "x".join(str(int.from_bytes(content[at : at + 4])) for at in (16, 20))
        return Layers("", f"png {size}", f"png {size} {digest(content)}")
    text = content.decode(errors="replace").replace("\r\n", "\n")
    return Layers(text, "", steady(text))


def _drawing(content):
    return layers(parsed(content.decode(errors="replace")))


def _pdf(content):
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = tidy(line for page in reader.pages for line in page.extract_text().splitlines())
    about = {name: str(value) for name, value in (reader.metadata or {}).items() if "Date" not in name}
    root = reader.trailer["/Root"]
    said = [
        f"{len(reader.pages)} pages",
        f"language {root.get('/Lang')}",
        f"tagged {'/StructTreeRoot' in root}",
    ]
    said += [f"{name} {value}" for name, value in sorted(about.items())]
    tags, alternatives = [], []
    _tags(root.get("/StructTreeRoot"), tags, alternatives)
    drawn = [f"page {page.mediabox} {digest(page.get_contents().get_data())}" for page in reader.pages]
    said += alternatives
    return Layers(text, "\n".join(said), "\n".join([text, *said, *tags, *drawn]))


def _tags(node, tags, alternatives):
    """Structure of a tagged PDF: what each part is, and what is said in place of pictures."""
    found = node.get_object() if node is not None else None
    if isinstance(found, list):
        for each in found:
            _tags(each, tags, alternatives)
    elif isinstance(found, dict):
        if "/S" in found:
            tags.append(f"tag {found['/S']}")
        if "/Alt" in found:
            alternatives.append(f"alt: {found['/Alt']}")
        _tags(found.get("/K"), tags, alternatives)


def _word(content):
    document = docx.Document(io.BytesIO(content))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                lines += [" | ".join(cell.text for cell in row.cells)]
        else:
            lines.append(block.text)
    for section in document.sections:
        lines += [each.text for part in (section.header, section.footer) for each in part.paragraphs]
    about = document.core_properties
    said = [f"title {about.title}", f"language {about.language}", f"tables {len(document.tables)}"]
    said += [f"style {block.style.name}" for block in document.paragraphs]
    text = tidy(lines)
    return Layers(text, "\n".join(said), "\n".join([text, *said, *_parts(content)]))


def _workbook(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines, said = [], []
    for sheet in book:
        lines.append(f"# {sheet.title}")
        lines += [" | ".join("" if cell is None else str(cell) for cell in row) for row in sheet.values]
        said.append(f"{sheet.title} {sheet.dimensions} {sheet.sheet_state} frozen {sheet.freeze_panes}")
        said += [
            f"{sheet.title} {rule.sqref} {rule.type} {rule.formula1}"
            for rule in sheet.data_validations.dataValidation
        ]
    text = tidy(lines)
    return Layers(text, "\n".join(said), "\n".join([text, *said, *_parts(content)]))


def _folder(content):
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        inside = [(name, of_file(folder.read(name), name.rpartition(".")[2])) for name in folder.namelist()]
    return Layers(*("\n".join(f"## {name}\n{layer[at]}" for name, layer in inside) for at in range(3)))


def _parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return [f"{name} {digest(folder.read(name))}" for name in sorted(folder.namelist())]
