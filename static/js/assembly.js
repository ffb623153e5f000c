// The assembly desk: articles are moved on the page, by their buttons or dragged, and the whole order is saved as one request.
// Without this script each button is a request of its own.
(() => {
  const desk = document.querySelector(".assembly");
  const form = document.querySelector("#xep-tin");
  if (!desk || !form) return;
  const lists = [...desk.querySelectorAll("[data-section]")];
  const pool = desk.querySelector("[data-pool]");
  const saveButton = form.querySelector("[data-save]");
  const state = form.querySelector("[data-saved]");
  const voice = desk.querySelector("#thong-bao");
  let seen = form.elements.seen.value;
  let leaving = false;
  let saving = false;

  const items = (list) => [...list.querySelectorAll(":scope > [data-article]")];
  const control = (item, name) => item.querySelector(`[name="${name}"]`);
  const key = (item) => Number(item.dataset.article);
  const find = (article) => desk.querySelector(`[data-article="${article}"]`);
  const chooser = (item) => control(item, `section-${item.dataset.article}`);
  const listOf = (slug) => lists.find((list) => list.dataset.section === slug);

  // The same words twice would not be read out a second time.
  const say = (words) => { voice.textContent = voice.textContent === words ? `${words}\u00a0` : words; };

  const order = () => {
    const filled = lists.filter((list) => items(list).length);
    return Object.fromEntries(filled.map((list) => [list.dataset.section, items(list).map(key)]));
  };
  const text = () => JSON.stringify(order());
  const changed = () => text() !== seen;

  const mark = (trouble = "") => {
    for (const list of lists) {
      const rows = items(list);
      rows.forEach((item, place) => {
        control(item, "up").disabled = place === 0;
        control(item, "down").disabled = place === rows.length - 1;
        chooser(item).value = list.dataset.section;
      });
      desk.querySelector(`[data-count="${list.dataset.section}"]`).textContent = rows.length;
    }
    form.elements.order.value = text();
    desk.classList.toggle("unsaved", changed());
    // Not `disabled`: that would take the focus away from somebody who has just pressed it.
    saveButton.setAttribute("aria-disabled", String(saving || !changed()));
    state.classList.toggle("trouble", Boolean(trouble));
    state.textContent = trouble || (saving ? "Đang lưu…" : changed() ? "Có thay đổi chưa lưu" : "Đã lưu");
  };

  const tell = (item) => {
    const list = item.parentElement;
    if (list === pool) say(`Tin “${item.dataset.name}” đã được lấy ra khỏi số.`);
    else say(`Tin “${item.dataset.name}” đã chuyển tới vị trí ${items(list).indexOf(item) + 1} trong ${list.dataset.name}.`);
  };
  const settle = (item) => { mark(); tell(item); };

  // Where the focus goes when an article has left its list: to the same button of its neighbour.
  const beside = (item) => item.nextElementSibling ?? item.previousElementSibling;
  const focus = (item, ...names) => {
    const able = names.map((name) => item && control(item, name)).find((button) => button && !button.disabled);
    (able ?? saveButton).focus();
  };

  const step = (item, name) => {
    if (name === "up") item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    settle(item);
    focus(item, name, name === "up" ? "down" : "up");
  };
  const place = (item) => {
    const target = listOf(chooser(item).value);
    if (!target) {
      say(`Hãy chọn chuyên mục cho tin “${item.dataset.name}”.`);
      chooser(item).focus();
      return false;
    }
    if (target !== item.parentElement) target.append(item);
    const check = control(item, "article");
    if (check) check.checked = false;
    return true;
  };
  const actions = {
    up: (item) => step(item, "up"),
    down: (item) => step(item, "down"),
    move: (item) => { if (place(item)) { settle(item); focus(item, "move"); } },
    place: (item) => {
      const next = beside(item);
      // After the last one: to the button that saves, not a hundred tab stops away from it.
      if (place(item)) { settle(item); focus(next, "place"); }
    },
    out: (item) => {
      const next = beside(item);
      pool.prepend(item);
      settle(item);
      focus(next ?? item, next ? "out" : "place");
    },
  };

  const placeMany = () => {
    const picked = items(pool).filter((item) => control(item, "article")?.checked);
    const placed = picked.filter(place);
    mark();
    if (!picked.length) say("Chưa chọn tin nào.");
    else if (placed.length === picked.length) say(`Đã đưa ${placed.length} tin vào số, chưa lưu.`);
  };

  const save = async () => {
    const wanted = text();
    if (saving) return false;
    if (wanted === seen) {
      say("Không có thay đổi nào để lưu.");
      return true;
    }
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries({ save: "1", order: wanted, seen })) data.set(name, value);
    saving = true;
    mark();
    let trouble = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) seen = wanted;
      else trouble = said.reason;
      if (answer.status === 409) desk.dispatchEvent(new CustomEvent("overtaken", { detail: said }));
    } catch {
      trouble = "Chưa lưu được: máy chủ chưa trả lời, hoặc bạn đã đăng xuất. Thứ tự của bạn vẫn còn trên trang.";
    }
    saving = false;
    mark(trouble);
    say(trouble || "Đã lưu thứ tự.");
    if (trouble) return false;
    form.elements.seen.value = seen;
    desk.dispatchEvent(new CustomEvent("saved"));
    return true;
  };

  const leave = (go) => { leaving = true; go(); };

  desk.addEventListener("click", async (event) => {
    const button = event.target.closest('button[form="xep-tin"], button[data-save]');
    if (!button) return;
    const item = button.closest("[data-article]");
    if (item && actions[button.name]) { event.preventDefault(); actions[button.name](item); }
    else if (button.name === "place_all") { event.preventDefault(); placeMany(); }
    else if (button.name === "save") { event.preventDefault(); save(); }
    else {
      // The week is placed by the server, on top of what is saved.
      event.preventDefault();
      if (await save()) leave(() => form.requestSubmit(button));
    }
  });
  window.addEventListener("beforeunload", (event) => { if (!leaving && changed()) event.preventDefault(); });

  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const list of [...lists, pool]) {
    window.Sortable.create(list, {
      group: "tin",
      draggable: "[data-article]",
      handle: ".handle",
      animation: still ? 0 : 120,
      ghostClass: "dragged",
      // The browser's own dragging differs from one to the next, and does not scroll the left side.
      forceFallback: true,
      fallbackOnBody: true,
      scrollSensitivity: 60,
      onEnd: ({ item, from, to, oldIndex, newIndex }) => { if (from !== to || oldIndex !== newIndex) settle(item); },
    });
  }
  desk.classList.add("live");
  saveButton.hidden = false;
  mark();
  window.assemblyDesk = { desk, lists, pool, items, key, find, listOf, order, text, mark, say, leave, seen: () => seen };
})();
