// Checks the article while it is written, and marks the words that the preflight panel sent the person to.
// Without this script the page shows what was found in the stored text.
(() => {
  const panel = document.querySelector("#soat-loi");
  const form = document.querySelector("#content-main form");
  if (!panel || !form) return;
  const FIELDS = ["headline", "toc_title", "news_date", "source", "link"];
  const PAUSE = 1200;
  const results = panel.querySelector("#soat-loi-ket-qua");
  const state = panel.querySelector("#soat-loi-luc");
  const editor = () => window.CKEDITOR?.instances?.id_body;
  const element = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });

  const values = () => {
    const data = new FormData();
    for (const name of [...FIELDS, "csrfmiddlewaretoken"]) data.set(name, form.elements[name]?.value ?? "");
    data.set("body", editor()?.getData() ?? form.elements.body?.value ?? "");
    return data;
  };

  const item = (finding) => {
    const row = element("li", `finding severity-${finding.severity}`);
    const kind = element("p", "finding-kind");
    const where = [finding.kind, finding.place].filter(Boolean).join(" · ");
    kind.append(element("span", "severity", finding.severity_name), " ", element("span", "quiet", where));
    row.append(kind, element("p", "message", finding.message));
    if (finding.old !== null) {
      const change = element("p", "change");
      change.append(element("del", "", finding.old), " → ", element("ins", "", finding.new));
      row.append(change);
    }
    if (finding.quote && ["body", "headline", "toc_title"].includes(finding.field)) {
      const button = element("button", "plain", "Chỉ chỗ");
      button.type = "button";
      button.addEventListener("click", () => mark(finding.field, finding.quote, finding.paragraph));
      row.append(button);
    }
    return row;
  };

  let shown = results.innerHTML;
  const show = (findings) => {
    const list = element("ul", "findings");
    list.append(...findings.map(item));
    const next = findings.length ? list : element("p", "nothing", "Không có lỗi nào.");
    state.textContent = "nội dung đang viết";
    // The same list again is no news to somebody who listens to the page.
    if (next.outerHTML === shown) return;
    shown = next.outerHTML;
    results.replaceChildren(next);
  };

  let timer = 0;
  let running = false;
  let again = false;
  let last = "";
  const check = async () => {
    // One at a time: what was typed meanwhile is checked when the answer is here.
    if (running) { again = true; return; }
    const data = values();
    const text = JSON.stringify([...data]);
    if (text === last) return;
    running = true;
    try {
      const answer = await fetch(panel.dataset.url, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) throw new Error(String(answer.status));
      show((await answer.json()).findings);
      last = text;
    } catch {
      state.textContent = "chưa soát được nội dung đang viết; sẽ thử lại khi bạn viết tiếp";
    }
    running = false;
    if (again) { again = false; later(); }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(check, PAUSE); };

  // The text of a part of the editor's page with, for each letter, where it comes from; white space as one space.
  const letters = (root) => {
    const found = [];
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.data.length; at += 1) {
        const char = /\s/.test(node.data[at]) ? " " : node.data[at];
        if (char !== " " || found.at(-1)?.char !== " ") found.push({ char, node, at });
      }
    }
    return found;
  };
  const select = (instance, quote, number) => {
    const body = instance.document.getBody().$;
    const blocks = [...body.querySelectorAll("p, h2, h3, h4, li, caption, tr")].filter((block) => block.textContent.trim());
    const named = Number.isInteger(number) && blocks[number] ? [blocks[number]] : [];
    for (const root of [...named, ...blocks]) {
      const found = letters(root);
      const at = found.map((letter) => letter.char).join("").indexOf(quote);
      if (at < 0) continue;
      const [first, end] = [found[at], found[at + quote.length - 1]];
      instance.focus();
      root.ownerDocument.getSelection().setBaseAndExtent(first.node, first.at, end.node, end.at + 1);
      root.scrollIntoView({ block: "center" });
      return;
    }
  };
  const mark = (field, quote, number) => {
    if (field === "body") {
      const instance = editor();
      if (instance?.status === "ready") select(instance, quote, number);
      return;
    }
    const input = form.elements[field];
    const at = input?.value.indexOf(quote) ?? -1;
    if (at < 0) return;
    input.focus();
    input.setSelectionRange(at, at + quote.length);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  const sought = document.querySelector("#da-tim");
  const toSought = () => {
    if (sought) mark(sought.dataset.field, sought.dataset.sought, Number.parseInt(sought.dataset.paragraph, 10) - 1);
  };
  window.CKEDITOR?.on("instanceReady", ({ editor: instance }) => {
    if (instance.name !== "id_body") return;
    instance.on("change", later);
    if (sought?.dataset.field === "body") toSought();
  });
  if (sought && sought.dataset.field !== "body") toSought();
})();
