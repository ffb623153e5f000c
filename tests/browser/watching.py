"""A page that is watched: whatever runs, asks somebody, breaks the content policy or leaves for elsewhere is written down."""

from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Error, Page

# In every frame before anything else: what a payload calls is told on the console, which reaches us from everywhere.
HOOK = """
window.N = "N";
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...what) => { console.log("RAN", ...what); return true; };
document.addEventListener("securitypolicyviolation",
  (e) => console.log("POLICY", e.effectiveDirective, e.blockedURI, e.sample));
"""
# What would run if somebody only touched it, or what loads: elements and attributes that carry a payload's mark.
AUDIT = r"""
() => {
  const marked = (text) => /alert\s*\(|evil\.example|alert&/i.test(text || "");
  const scripted = (url) => /^(javascript|vbscript|livescript|data:text|data:image\/svg|feed:|view-source:|blob:)/i
    .test((url || "").replace(/[\u0000-\u0020]/g, ""));
  const links = ["href", "xlink:href", "src", "action", "formaction", "data", "srcdoc", "poster", "ping", "to", "code"];
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const tag = element.tagName.toLowerCase();
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) && marked(value)) found.push(`${tag} ${name}=${value}`);
      if (name === "style" && marked(value)) found.push(`${tag} style=${value}`);
      if (links.includes(name) && scripted(value) && marked(value)) found.push(`${tag} ${name}=${value}`);
      if (["srcdoc", "ping"].includes(name) && marked(value) && !value.includes('http-equiv="Content-Security-Policy"'))
        found.push(`${tag} ${name}=${value}`);
    }
    const type = element.getAttribute("type") || "";
    const runs = tag === "script" && (!type || /javascript|module/.test(type));
    if ((runs || tag === "style") && marked(element.textContent)) found.push(`${tag}: ${element.textContent}`);
    if (["object", "embed", "applet", "base", "portal", "frameset", "marquee", "xss"].includes(tag) && marked(element.outerHTML))
      found.push(element.outerHTML);
    if (tag === "meta" && element.httpEquiv === "refresh") found.push(element.outerHTML);
  }
  return found.map((line) => line.slice(0, 200));
}
"""
TRIES = 20
LEADING_ON = ("navigating", "context was destroyed", "Frame was detached")
# Other schemes, such as the browser's own for its viewer of PDFs, lead nowhere.
LEAVES = ("http:", "https:", "ws:", "wss:", "ftp:")


class Watch:
    """What happened on the pages of a context: `(address, what)` in `happened`; the text of all pages in `seen`."""

    def __init__(self, context: BrowserContext, origin: str):
        self.origin, self.happened, self.seen, self.here = origin, [], [], ""
        context.add_init_script(HOOK)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._said)
        self.page.on("dialog", self._dialog)
        self.page.on("popup", lambda popup: self._note(f"window: {popup.url}"))
        context.on("request", self._request)

    def _note(self, what: str) -> None:
        self.happened.append((self.here, what))

    def _said(self, message) -> None:
        if message.text.startswith(("RAN", "POLICY")):
            self._note(message.text)

    def _dialog(self, dialog) -> None:
        # Leaving a form asks nothing that a payload could: everything else does.
        if dialog.type != "beforeunload":
            self._note(f"dialog: {dialog.message}")
        dialog.accept()

    def _request(self, request) -> None:
        url = request.url
        if url.startswith(LEAVES) and not url.startswith(self.origin):
            self._note(f"request: {url}")

    def visit(self, address: str) -> int:
        """Open a page, wait until everything on it is loaded, and look at it. Returns its status, 0 for a download."""
        self.here = address
        # The page before may lead on by itself in this very moment, which ends our way to the next one; a download ends it again.
        for _ in range(2):
            try:
                response = self.page.goto(address, wait_until="load")
            except Error as error:
                if "Download is starting" in error.message:
                    return 0
                if "ERR_ABORTED" not in error.message:
                    raise
            else:
                self.look()
                return response.status if response else 200
        return 0

    def look(self) -> None:
        """Look at all frames of the page as they stand; a page that leads on by itself is looked at where it leads."""
        for _ in range(TRIES):
            self.page.wait_for_timeout(40)
            try:
                for frame in self.page.frames:
                    for what in frame.evaluate(AUDIT):
                        self._note(f"stands there: {what}")
                    self.seen.append(frame.content())
                return
            except Error as error:
                if not any(words in error.message for words in LEADING_ON):
                    raise
                self.page.wait_for_load_state("load")
        raise AssertionError(f"{self.here} never comes to rest")


@contextmanager
def watched(browser, origin: str, cookie: str = ""):
    """A watched page of somebody who is signed in by a session's cookie, or of a reader."""
    context = browser.new_context(base_url=origin, locale="vi-VN", viewport={"width": 1400, "height": 900})
    if cookie:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": origin}])
    try:
        yield Watch(context, origin)
    finally:
        context.close()
