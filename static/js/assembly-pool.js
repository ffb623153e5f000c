// Filters the left side in place, so that an order that is not saved yet stays on the page.
// Without this script the filter is a form like any other.
(() => {
  const assembly = window.assemblyDesk;
  if (!assembly) return;
  const { desk, pool, items, key } = assembly;
  const side = desk.querySelector("#tin-co-the-xep");
  let turn = 0;

  const show = (page) => {
    const saved = new Set(Object.values(JSON.parse(assembly.seen())).flat());
    const placed = new Set(Object.values(assembly.order()).flat());
    const takenOut = items(pool).filter((item) => saved.has(key(item)));
    const fresh = [...page.querySelectorAll("[data-pool] > [data-article]")].filter((item) => !placed.has(key(item)));
    pool.replaceChildren(...takenOut, ...fresh);
    for (const part of ["[data-find]", "[data-pool-rest]", "[data-pool-count]"]) {
      side.querySelector(part).replaceChildren(...page.querySelector(`#tin-co-the-xep ${part}`).childNodes);
    }
    assembly.say(`${side.querySelector("[data-pool-count]").textContent.trim()} có thể xếp.`);
  };

  const load = async (address, focus) => {
    const mine = ++turn;
    address.hash = "";
    try {
      const answer = await fetch(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.querySelector("[data-pool]")) throw new Error(String(answer.status));
      if (mine !== turn) return;
      show(page);
      window.history.replaceState(null, "", address);
      side.querySelector(focus)?.focus();
    } catch {
      assembly.say("Chưa lọc được: máy chủ chưa trả lời.");
    }
  };

  side.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(window.location.pathname, window.location.href);
    for (const [name, value] of new FormData(event.target)) if (value) address.searchParams.set(name, value);
    load(address, ".find-words button");
  });
  side.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filter]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load(new URL(link.href), link.closest(".pages") ? "[data-pool] a" : ".find-words button");
  });
})();
