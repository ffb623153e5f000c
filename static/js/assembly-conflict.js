// Somebody else was faster: both orders side by side, and the person's own one kept beside the reloaded page.
(() => {
  const assembly = window.assemblyDesk;
  if (!assembly) return;
  const { desk, lists, pool, items, key, find, listOf } = assembly;
  const panel = desk.querySelector("#xung-dot");
  const offer = desk.querySelector("#ban-giu-lai");
  const place = `xep-tin-${desk.dataset.issue}`;
  const element = (name, text = "", className = "") => Object.assign(document.createElement(name), { textContent: text, className });

  const forget = () => { sessionStorage.removeItem(place); offer.hidden = true; };
  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(place));
    } catch {
      return null;
    }
  };

  const column = (target, order, other, names) => {
    target.replaceChildren();
    for (const list of lists) {
      const keys = order[list.dataset.section] ?? [];
      const rows = element("ol");
      keys.forEach((article, n) => {
        const differs = other[list.dataset.section]?.[n] !== article;
        rows.append(element("li", names[article] ?? find(article)?.dataset.name ?? `Tin ${article}`, differs ? "differs" : ""));
      });
      target.append(element("h4", list.dataset.name), keys.length ? rows : element("p", "Chưa có tin nào.", "quiet"));
    }
  };

  desk.addEventListener("overtaken", ({ detail }) => {
    const mine = assembly.order();
    sessionStorage.setItem(place, JSON.stringify({ order: mine, seen: JSON.parse(assembly.seen()) }));
    panel.querySelector("[data-reason]").textContent = detail.reason;
    // One step is what the sentence above says already.
    const steps = detail.log.length > 1 ? detail.log : [];
    panel.querySelector("[data-log]").replaceChildren(...steps.map((words) => element("li", words)));
    column(panel.querySelector("[data-mine]"), mine, detail.current, detail.names);
    column(panel.querySelector("[data-theirs]"), detail.current, mine, detail.names);
    panel.hidden = false;
    panel.focus();
  });

  panel.querySelector("[data-reload]").addEventListener("click", () => {
    // What the person placed must be on the new page, wherever its filter and pages end.
    const address = new URL(window.location.href);
    address.searchParams.set("them", Object.values(assembly.order()).flat().join(","));
    address.hash = "";
    assembly.leave(() => window.location.assign(address));
  });

  // What others brought in meanwhile stays, at the end of its section; what the person took out goes out.
  const restore = ({ order, seen }) => {
    const before = new Set(Object.values(seen).flat());
    const own = new Set(Object.values(order).flat());
    for (const item of lists.flatMap(items)) if (before.has(key(item)) && !own.has(key(item))) pool.prepend(item);
    let missing = 0;
    for (const [slug, keys] of Object.entries(order)) {
      const list = listOf(slug);
      const found = keys.map(find).filter(Boolean);
      missing += keys.length - found.length;
      list?.prepend(...found);
    }
    assembly.mark();
    const gone = missing ? ` ${missing} tin không còn xếp được.` : "";
    assembly.say(`Đã đặt lại thứ tự của bạn, chưa lưu. Hãy xem lại rồi lưu.${gone}`);
  };

  offer.querySelector("[data-restore]").addEventListener("click", () => {
    const order = kept();
    forget();
    if (order) restore(order);
    document.querySelector("[data-save]").focus();
  });
  offer.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    assembly.say("Đã bỏ thứ tự cũ của bạn.");
  });
  desk.addEventListener("saved", forget);
  const waiting = kept();
  if (waiting && JSON.stringify(waiting.order) !== assembly.seen()) offer.hidden = false;
  else forget();
})();
