/* How somebody wants to read: by day or by night, larger, with more contrast. Kept in this browser alone, without a cookie.
   It stands in the head and runs before anything is drawn, so that no page flashes in other colours first. */
(() => {
  "use strict";
  const KEY = "cach-doc";
  const CHOICES = { theme: ["light", "dark"], size: ["large", "larger"], contrast: ["more"] };
  const root = document.documentElement;

  function remembered() {
    // Storage may be switched off, full, or hold what another version wrote.
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  }

  function remember(chosen) {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      /* It holds for this page at least. */
    }
  }

  function wear(chosen) {
    for (const [name, values] of Object.entries(CHOICES)) {
      if (values.includes(chosen[name])) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
  }

  function tick(form) {
    for (const name of Object.keys(CHOICES)) form.elements[name].value = root.dataset[name] || "";
  }

  root.classList.add("js");
  wear(remembered());

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("cach-doc");
    if (!form) return;
    const box = form.closest("details");
    tick(form);
    form.addEventListener("change", () => {
      const chosen = Object.fromEntries(new FormData(form));
      wear(chosen);
      remember(chosen);
    });
    addEventListener("storage", (event) => {
      if (event.key !== KEY && event.key !== null) return;
      wear(remembered());
      tick(form);
    });
    addEventListener("click", (event) => {
      if (!box.contains(event.target)) box.open = false;
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.firstElementChild.focus();
    });
  });
})();
