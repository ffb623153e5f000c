"""Rich text: the only module that knows the editor and the cleaning of what comes out of it.

CKEditor 4 is what the customer chose, and it gets no more fixes; so its output is never trusted: `clean` (nh3) runs
in the field's `pre_save`, and everything that reads a body may rely on the short list of elements below.
"""

import html
import re

import nh3
from ckeditor.fields import RichTextField as CKEditorField
from ckeditor.widgets import CKEditorWidget
from django import forms
from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.html import format_html_join

from news.fields import NormalisedText
from news.text import ZERO_WIDTH, nfc, printable
from news.tidying import tidied

TAGS = {
    *("p", "h2", "h3", "h4", "strong", "em", "b", "i", "u", "s", "sub", "sup", "br", "hr"),
    *("ul", "ol", "li", "blockquote", "a"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
BLOCK = re.compile(
    r"</(?:p|h[2-4]|li|blockquote|caption|tr|table)>|<(?:br|hr)>|<(?:ul|ol|table|blockquote)>", re.IGNORECASE
)

# Combining marks directly after `<` or `>`: normalisation would make another character of the two.
LOOSE_MARKS = re.compile("(?<=[<>])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
MOST_PASSES = 12
NO_TAGS = nh3.Cleaner(tags=set())

EDITOR = {
    "toolbar": [
        ["Undo", "Redo"],
        ["Cut", "Copy", "Paste", "PasteText"],
        ["Format", "Bold", "Italic", "Underline", "RemoveFormat"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["Link", "Unlink", "Table", "SpecialChar"],
        ["Find", "Maximize", "ShowBlocks"],
    ],
    "format_tags": "p;h2;h3;h4",
    "height": 320,
    "width": "auto",
    "entities": False,
    "entities_latin": False,
    "entities_greek": False,
    "entities_processNumerical": False,
    "basicEntities": True,
    "disableNativeSpellChecker": False,
    "fillEmptyBlocks": False,
    "allowedContent": (
        "p h2 h3 h4 strong em b i u s sub sup br hr ul ol li blockquote; a[!href,title]; "
        "table thead tbody tr caption; th td[colspan,rowspan,scope]"
    ),
    "disallowedContent": "*[on*]; *{*}; *(*); script style iframe object embed form input",
    "removePlugins": (
        "about,adobeair,bidi,colorbutton,colordialog,copyformatting,dialogadvtab,div,editorplaceholder,"
        "elementspath,exportpdf,filebrowser,font,forms,iframe,image,indentblock,justify,language,liststyle,"
        "newpage,pagebreak,preview,print,save,scayt,smiley,sourcearea,stylescombo,templates,uploadimage,magicline"
    ),
}


def clean(markup: str) -> str:
    """Rich text as it is stored: NFC, only the elements of TAGS, safe links, nothing empty or invisible, in the one form
    in which an unchanged text comes back from the editor.

    Cleaning is repeated until it changes nothing more. Normalising must never come last: a reference such as `&#824;`
    is a combining stroke, and `>` composed with it is no longer the end of a tag.
    """
    text = markup or ""
    for _ in range(MOST_PASSES):
        cleaned = cleaned_once(text)
        if cleaned == text:
            return text
        text = cleaned
    return html.escape(normalised(html.unescape(nh3.clean(text, tags=set()))))


def normalised(text: str) -> str:
    """NFC without invisible and control characters, and without marks that would melt into the sign before or after a tag."""
    return nfc(LOOSE_MARKS.sub("", printable(text.translate(ZERO_WIDTH))))


def cleaned_once(text: str) -> str:
    """One pass: normalise, clean, and bring into the one form."""
    cleaned = nh3.clean(
        normalised(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        clean_content_tags={"script", "style", "iframe", "object", "del", "template", "svg", "math"},
    )
    return tidied(cleaned)


def clean_marked(markup: str) -> str:
    """Stored rich text in which passages were marked for showing; marks are the only elements more."""
    return nh3.clean(
        markup,
        tags=TAGS | {"mark"},
        attributes=ATTRIBUTES | {"mark": {"id"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def blocks(markup: str) -> list[str]:
    """The text of each paragraph, heading, list item, quotation and table row, plain, in order."""
    # One walk through the markup: newlines part the blocks, as nothing else in it means a line of its own.
    one_line = " ".join(re.sub(r"</t[dh]>", " ", markup or "").split())
    lines = html.unescape(NO_TAGS.clean(BLOCK.sub("\n", one_line))).split("\n")
    return [text for line in lines if (text := " ".join(line.split()))]


def each_block(markup: str):
    """The same, one after the other: who needs the beginning alone does not wait for the rest."""
    for part in BLOCK.split(re.sub(r"</t[dh]>", " ", markup or "")):
        if text := " ".join(html.unescape(NO_TAGS.clean(part)).split()):
            yield text


def plain_text(markup: str) -> str:
    """The text alone, blocks separated by newlines."""
    return "\n".join(blocks(markup))


def word_count(markup: str) -> int:
    """Words (syllables, as Vietnamese counts them) of the text."""
    return len(plain_text(markup).split())


def from_paragraphs(paragraphs) -> str:
    """Cleaned rich text from plain paragraphs."""
    return clean(format_html_join("\n", "<p>{}</p>", ((p,) for p in paragraphs)))


def comparable(markup: str | None) -> str:
    """Rich text as it would be stored; what was stored before there was the one form, too."""
    return clean(markup or "")


static_later = lazy(static, str)


class RichTextWidget(CKEditorWidget):
    """The editor with the house's settings; of django-ckeditor's own only the script is used."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Found when the page is made: the files' final names are not known any earlier.
        self.config = {**EDITOR, "contentsCss": static_later("css/editor.css")}

    @property
    def media(self):
        """The editor's script, then what the house does to a paste."""
        media = super().media
        return forms.Media(css=media._css, js=[*media._js, "js/editor.js"])


class RichTextFormField(forms.CharField):
    """A form field that shows the editor."""

    def __init__(self, *args, **kwargs):
        kwargs["widget"] = RichTextWidget()
        for name in ("config_name", "extra_plugins", "external_plugin_resources"):
            kwargs.pop(name, None)
        super().__init__(*args, **kwargs)

    def has_changed(self, initial, data):
        """The editor lays its markup out anew each time; only what would be stored counts."""
        return comparable(initial) != comparable(data)


class RichTextField(NormalisedText, CKEditorField):
    """Cleaned HTML. Note that `queryset.update()` goes round `pre_save`; nothing here updates a body that way."""

    def pre_save(self, model_instance, add):
        """Clean what is about to be stored, and the instance with it."""
        setattr(model_instance, self.attname, clean(getattr(model_instance, self.attname)))
        return super().pre_save(model_instance, add)

    def formfield(self, **kwargs):
        """The editor; a caller may pass another form class."""
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})
