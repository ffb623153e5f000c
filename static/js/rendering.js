// Starts the rendering that the page is about, shows how far it is, and leads on to the PDF. A panel that is `data-idle`
// waits for its button; it tells its page by an event `shown`, which tells it by `state` of what became of the issue.
// Without this script the page has a button to start it and looks again by itself.
(() => {
  const panel = document.querySelector("#ban-dung");
  if (!panel) return;
  const PAUSE = 700;
  const LONGER = 4000;
  const words = panel.querySelector("[data-words]");
  const detail = panel.querySelector("[data-detail]");
  const start = panel.querySelector("[data-start]");
  const cancel = panel.querySelector("[data-cancel]");
  const OVER = ["done", "failed", "cancelled"];
  let turn = 0;

  const show = (state) => {
    panel.dataset.status = state.status;
    panel.dataset.progress = state.progress;
    // The same words again are no news to somebody who listens to the page.
    if (words.textContent !== state.words) words.textContent = state.words;
    if (detail.textContent !== state.detail) detail.textContent = state.detail;
    for (const part of panel.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state.status);
    for (const stage of panel.querySelectorAll("li[data-stage]")) {
      if (stage.dataset.stage === state.stage) stage.setAttribute("aria-current", "step");
      else stage.removeAttribute("aria-current");
    }
    cancel.hidden = !state.cancel;
    if (state.cancel) cancel.action = state.cancel;
    start.querySelector("button").textContent = OVER.includes(state.status) ? "Dựng lại" : "Dựng PDF";
    panel.dispatchEvent(new CustomEvent("shown", { detail: state }));
  };

  const ask = async (address, options = {}) => {
    const answer = await fetch(address, { ...options, headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) throw new Error(String(answer.status));
    return answer.json();
  };

  const go = (state) => {
    show(state);
    if (state.status === "done" && panel.dataset.follow) window.location.replace(panel.dataset.follow);
    else if (state.open) wait(PAUSE);
  };
  // Of what the page was told meanwhile to be another edition's, nothing is shown any more.
  const wait = (pause) => {
    const mine = turn;
    setTimeout(() => { if (mine === turn) look(mine); }, pause);
  };
  const look = async (mine) => {
    try {
      const state = await ask(panel.dataset.progress);
      if (mine === turn) go(state);
    } catch {
      if (mine !== turn) return;
      detail.textContent = "Chưa hỏi được máy chủ; sẽ thử lại.";
      wait(LONGER);
    }
  };
  const post = async (form) => {
    try {
      go(await ask(form.action, { method: "POST", body: new FormData(form) }));
    } catch {
      form.submit();
    }
  };

  for (const form of [start, cancel]) {
    form.addEventListener("submit", (event) => { event.preventDefault(); post(form); });
  }
  panel.addEventListener("state", (event) => { turn += 1; go(event.detail); });
  if (panel.dataset.status === "none" && !("idle" in panel.dataset)) post(start);
  else if (["queued", "running"].includes(panel.dataset.status)) look(turn);
})();
