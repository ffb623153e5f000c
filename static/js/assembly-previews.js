// Keeps the desk's numbers and previews up to date: when it opens, when an order was saved, when the person comes back to it.
(() => {
  const desk = document.querySelector(".assembly[data-standing]");
  if (!desk) return;
  const panel = desk.querySelector("#ban-dung");
  const web = desk.querySelector("[data-web]");
  const pdf = desk.querySelector("[data-pdf]");
  const total = desk.querySelector("[data-total]");
  const findings = desk.querySelector("[data-findings]");
  let turn = 0;

  const line = (finding) => {
    const row = document.createElement("li");
    row.className = `severity-${finding.severity}`;
    const name = Object.assign(document.createElement("span"), { className: "severity", textContent: finding.name });
    const link = Object.assign(document.createElement("a"), { href: finding.url, textContent: "Sửa" });
    const where = finding.headline ? `«${finding.headline}»: ` : "";
    row.append(name, ` ${where}${finding.message} `, link);
    return row;
  };

  const show = (standing) => {
    total.textContent = standing.total === null ? "khi dựng PDF" : `${standing.total}/${standing.limit}`;
    total.classList.toggle("too-many", standing.total > standing.limit);
    for (const place of desk.querySelectorAll("[data-finding]")) place.textContent = standing.findings[place.dataset.finding];
    for (const place of desk.querySelectorAll("[data-pages]")) {
      const pages = standing.pages[place.dataset.pages];
      const words = standing.words[place.dataset.pages];
      place.textContent = [pages && ` · ${pages} trang`, words && ` · ${words} chữ`].filter(Boolean).join("");
    }
    findings.hidden = standing.listed.length === 0;
    findings.querySelector("[data-listed]").replaceChildren(...standing.listed.map(line));
    if (panel && standing.rendering) panel.dispatchEvent(new CustomEvent("state", { detail: standing.rendering }));
  };

  const refresh = async () => {
    const mine = ++turn;
    desk.classList.add("counting");
    try {
      const answer = await fetch(desk.dataset.standing, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const standing = await answer.json();
      if (mine === turn) show(standing);
    } catch {
      if (mine === turn) total.textContent = "chưa rõ";
    }
    if (mine === turn) desk.classList.remove("counting");
  };

  panel?.addEventListener("shown", ({ detail }) => {
    const done = detail.status === "done";
    pdf.hidden = !done;
    // The address is the same for every state of the issue: what tells one PDF from the next is its rendering.
    const address = done ? `${detail.url}#${detail.progress}` : "";
    if (done && pdf.dataset.shown !== address) {
      pdf.dataset.shown = address;
      pdf.src = detail.url;
    }
  });
  desk.addEventListener("saved", () => {
    if (web) web.src = web.getAttribute("src");
    refresh();
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") refresh(); });
  refresh();
})();
