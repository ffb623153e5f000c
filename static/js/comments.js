// Words selected in the text become the quoted passage of a new comment; a comment's passage lights up with it.
(() => {
  const text = document.querySelector("[data-readable]");
  const form = document.querySelector("[data-comment-form]");
  if (!text) return;
  const BLOCKS = "p, h2, h3, h4, li, blockquote, tr";
  const paragraphOf = (node) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest("[data-headline]")) return 0;
    const rich = element.closest(".rich-text");
    if (!rich) return "";
    // As the server counts: blocks that hold words of their own, in order.
    const blocks = [...rich.querySelectorAll(BLOCKS)].filter((one) => one.textContent.trim() && !one.querySelector(BLOCKS));
    const own = blocks.findIndex((one) => one.contains(element));
    return own < 0 ? "" : own + 1;
  };
  const take = () => {
    const selection = document.getSelection();
    const words = selection.toString().replace(/\s+/g, " ").trim();
    if (!words || !selection.rangeCount || !text.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
    const paragraph = paragraphOf(selection.getRangeAt(0).startContainer);
    if (paragraph === "" || words.length > 1000) return;
    form.elements.quote.value = words;
    form.elements.paragraph.value = paragraph;
    form.closest("details").open = true;
  };
  if (form) {
    text.addEventListener("mouseup", () => setTimeout(take));
    text.addEventListener("keyup", take);
    form.elements.quote.addEventListener("input", () => { form.elements.paragraph.value = ""; });
  }
  document.querySelectorAll(".comment").forEach((comment) => {
    const mark = document.getElementById(`doan-${comment.id.replace("nhan-xet-", "")}`);
    if (!mark) return;
    const light = (on) => mark.classList.toggle("lit", on);
    ["mouseenter", "focusin"].forEach((name) => comment.addEventListener(name, () => light(true)));
    ["mouseleave", "focusout"].forEach((name) => comment.addEventListener(name, () => light(false)));
  });
})();
