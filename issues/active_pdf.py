"""Does a PDF do more than show pages? Looked for in what a reader would follow, not in what it would paint."""

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

MOST_OBJECTS = 400_000
# Branches without actions: what pages look like and how they are read aloud. `Parent`, `P` and the like lead back up.
PAINT = {
    *("/Contents", "/Resources", "/Font", "/XObject", "/AP", "/MK", "/DR"),
    *("/StructTreeRoot", "/Metadata", "/OutputIntents", "/PieceInfo"),
    *("/Parent", "/P", "/Prev"),
}
# Keys that hold a script or a file, whatever their value.
ACTIVE_KEYS = {
    "/JS": "mã JavaScript",
    "/JavaScript": "mã JavaScript",
    "/EmbeddedFiles": "tệp đính kèm",
    "/EF": "tệp đính kèm",
    "/XFA": "biểu mẫu XFA",
    "/RichMediaContent": "nội dung đa phương tiện",
}
# What an action does (`/S`) and what an annotation is (`/Subtype`).
ACTIVE_VALUES = {
    "/JavaScript": "mã JavaScript",
    "/Launch": "lệnh mở chương trình",
    "/SubmitForm": "biểu mẫu gửi dữ liệu đi",
    "/ImportData": "biểu mẫu nhận dữ liệu về",
    "/GoToR": "liên kết mở tệp khác trên máy",
    "/GoToE": "tệp đính kèm",
    "/FileAttachment": "tệp đính kèm",
    "/RichMedia": "nội dung đa phương tiện",
    "/Movie": "nội dung đa phương tiện",
    "/Sound": "nội dung đa phương tiện",
    "/3D": "nội dung đa phương tiện",
}
BRANCHES = (IndirectObject, DictionaryObject, ArrayObject)
TOO_COMPLEX = "quá nhiều đối tượng để kiểm tra"
SCRIPTED = ("javascript:", "vbscript:", "data:", "file:")


def activity(reader: PdfReader) -> str:
    """What in an unlocked PDF is more than pages, in Vietnamese, or an empty string. Raises what pypdf raises."""
    waiting, seen = [reader.trailer.get("/Root")], set()
    count = 0
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            thing = thing.get_object()
        count += 1
        if count > MOST_OBJECTS:
            return TOO_COMPLEX
        if isinstance(thing, DictionaryObject):
            if found := active(thing):
                return found
            waiting += [value for key, value in dict.items(thing) if key not in PAINT]
        elif isinstance(thing, ArrayObject):
            waiting += [value for value in list.__iter__(thing) if isinstance(value, BRANCHES)]
    return ""


def active(thing: DictionaryObject) -> str:
    """What one dictionary does, or an empty string."""
    for key, words in ACTIVE_KEYS.items():
        if key in thing:
            return words
    for key in ("/S", "/Subtype"):
        value = thing.get(key)
        if isinstance(value, NameObject) and value in ACTIVE_VALUES:
            return ACTIVE_VALUES[value]
    if str(thing.get("/URI", "")).strip().lower().startswith(SCRIPTED):
        return "liên kết không dẫn tới trang web"
    return ""
