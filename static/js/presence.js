// Who else has this page open, every twenty seconds; and what has become of the row since the page was made.
(() => {
  const panel = document.querySelector("#dang-mo");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!panel || !token) return;
  const people = panel.querySelector(".presence-people");
  const names = people.querySelector("[data-people]");
  const news = panel.querySelector(".presence-news");
  const EVERY = 20_000;
  let shown = null;
  const body = (extra = {}) => new URLSearchParams({ csrfmiddlewaretoken: token, ...extra });
  // Said again only when it changes: the panel is read out.
  const say = (element, words, parts) => {
    element.hidden = !words;
    (parts ?? element).textContent = words;
  };
  const whatsNew = (answer) => {
    const told = [];
    if (String(answer.version) !== panel.dataset.version) {
      told.push(`${answer.saved_by || "Người khác"} đã lưu một bản mới hơn trong lúc trang này mở.`);
    }
    if (answer.status !== panel.dataset.status) {
      told.push(`${answer.moved_by || "Người khác"} đã chuyển sang “${answer.status_label}”.`);
    }
    return told.length ? `${told.join(" ")} Bạn vẫn chép được phần đang viết; hãy tải lại trang để xem bản mới.` : "";
  };
  const update = (answer) => {
    const said = answer.people.map((one) => `${one.name} ${one.doing} từ ${one.since}`).join("; ");
    const now = JSON.stringify([said, answer.version, answer.status]);
    if (now === shown) return;
    shown = now;
    say(people, said, names);
    say(news, whatsNew(answer));
  };
  const beat = async () => {
    try {
      const response = await fetch(panel.dataset.presence, { method: "POST", body: body(), credentials: "same-origin" });
      if (response.ok && response.headers.get("Content-Type")?.startsWith("application/json")) update(await response.json());
    } catch {
      // No connection just now: the next beat tries again.
    }
  };
  setInterval(beat, EVERY);
  window.addEventListener("pagehide", () => navigator.sendBeacon(panel.dataset.presence, body({ leave: "1" })));
  beat();
})();
