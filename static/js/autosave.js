// Keeps what is typed and not saved yet in this browser, for this person and this article, and offers it after a mishap.
// It is never sent anywhere; it goes when the text is saved, and when the person signs out (signout.js).
(() => {
  const panel = document.querySelector("#ban-nhap");
  const form = document.querySelector("#article_form");
  if (!panel || !form) return;
  const PAUSE = 800;
  const OLDEST = 30 * 24 * 3600 * 1000;
  const COOKIE = "diemtin_da_luu";
  const key = (article) => `diemtin:nhap:${panel.dataset.person}:${article}`;
  const here = key(panel.dataset.article);
  const state = document.querySelector("#nhap-luc");
  const [restore, drop, words] = ["restore", "drop", "words"].map((name) => panel.querySelector(`[data-${name}]`));
  const editor = () => window.CKEDITOR?.instances?.id_body;
  const clock = (time) => new Date(time).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
  const LEFT_OUT = /^(csrfmiddlewaretoken|seen_version)$|__prefix__|-(INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS|id|article)$/;

  // A browser may forbid its store, or have no room left: then there is no draft, and nothing else changes.
  const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } };
  const forget = (name) => { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } };

  // The server says which article it has just stored.
  const saved = document.cookie.split("; ").find((part) => part.startsWith(`${COOKIE}=`))?.split("=")[1];
  if (saved) {
    forget(key(saved));
    document.cookie = `${COOKIE}=; path=${panel.dataset.path}; max-age=0; samesite=lax`;
  }

  const values = () => {
    const entries = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.test(name) && name !== "body");
    return [...entries, ["body", editor()?.getData() ?? form.elements.body?.value ?? ""]];
  };
  let [timer, first, kept, over] = [0, "", false, false];
  const save = () => {
    const now = JSON.stringify(values());
    if (over || (now === first && !kept)) return;
    if (now === first) { forget(here); kept = false; state.textContent = ""; return; }
    const draft = { time: Date.now(), version: form.elements.seen_version?.value ?? "", values: JSON.parse(now) };
    kept = keep(here, draft);
    if (kept) state.textContent = `Chữ chưa lưu được giữ trong trình duyệt này lúc ${clock(draft.time)}.`;
  };
  // Who goes on writing has not left after all.
  const later = () => { over = false; clearTimeout(timer); timer = setTimeout(save, PAUSE); };

  const rowsNeeded = (draft) => draft.values.filter(([name]) => name.endsWith("-TOTAL_FORMS"));
  const fill = (draft) => {
    for (const [name, total] of rowsNeeded(draft)) {
      const add = document.querySelector(`#${name.split("-")[0]}-group .add-row a`);
      for (let n = Number(form.elements[name]?.value ?? 0); add && n < Math.min(Number(total), 40); n += 1) add.click();
    }
    for (const [name, value] of draft.values) {
      const field = form.elements[name];
      if (!field || name === "body" || name.endsWith("-TOTAL_FORMS") || field.type === "file") continue;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
    const body = draft.values.find(([name]) => name === "body")?.[1] ?? "";
    if (editor()) editor().setData(body);
    else if (form.elements.body) form.elements.body.value = body;
    // The server then tells whether somebody saved a newer version meanwhile: nothing is overwritten.
    if (draft.version && form.elements.seen_version) form.elements.seen_version.value = draft.version;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const offer = (draft) => {
    const newer = draft.version !== (form.elements.seen_version?.value ?? "");
    words.textContent = `Bạn có chữ chưa lưu từ ${clock(draft.time)}.${newer ? " Sau đó tin đã có bản lưu mới hơn; khi lưu, máy chủ sẽ so hai bản." : ""}`;
    panel.hidden = false;
    restore.addEventListener("click", () => { panel.hidden = true; fill(draft); form.elements.headline?.focus(); });
    drop.addEventListener("click", () => { panel.hidden = true; forget(here); form.elements.headline?.focus(); });
  };
  const begin = () => {
    first = JSON.stringify(values());
    const draft = stored(here);
    const failed = document.querySelector(".errornote") !== null;
    if (draft && Array.isArray(draft.values) && Date.now() - draft.time < OLDEST) {
      // A form that came back with errors has the typed text in it already.
      if (!failed && JSON.stringify(draft.values) !== first) offer(draft);
    } else forget(here);
    for (const kind of ["input", "change"]) form.addEventListener(kind, later);
    editor()?.on("change", later);
    // What was typed within the last moment.
    window.addEventListener("pagehide", () => { clearTimeout(timer); save(); });
  };
  document.addEventListener("newsroom:signout", () => { over = true; });
  const ready = () => editor()?.status === "ready";
  if (window.CKEDITOR && form.elements.body && !ready()) window.CKEDITOR.on("instanceReady", ({ editor: instance }) => { if (instance.name === "id_body") begin(); });
  else window.addEventListener("load", begin);
})();
