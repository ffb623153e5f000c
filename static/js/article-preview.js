// Shows beside the form how the article will look on the printed page, as soon as the text rests.
// Without this script the button opens the page in a window of its own.
(() => {
  const panel = document.querySelector("#xem-truoc");
  const form = document.querySelector("#article_form");
  if (!panel || !form) return;
  const PAUSE = 1000;
  const paper = panel.querySelector("[data-paper]");
  const state = panel.querySelector("[data-state]");
  const button = panel.querySelector("button");
  const editor = () => window.CKEDITOR?.instances?.id_body;
  const rows = () => [...document.querySelectorAll("#pictures-group .inline-related[data-shown]")];

  const values = () => {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && !name.includes("__prefix__")) data.set(name, value);
    data.set("body", editor()?.getData() ?? form.elements.body?.value ?? "");
    for (const row of rows()) data.set(`${row.id}-shown`, row.dataset.shown);
    return data;
  };
  // Pictures that are not stored yet stand in this browser only; the page names them by their row.
  const withOwn = (html) => rows().reduce((page, row) => {
    const name = Number(row.id.split("-")[1]).toString(16).padStart(40, "0");
    return page.replaceAll(new RegExp(`[^"]*/pictures/00/${name}[^"]*`, "g"), row.dataset.blob);
  }, html);

  const fit = (frame) => {
    const page = frame.contentDocument?.documentElement;
    if (!page) return;
    const width = Math.ceil(parseFloat(frame.contentWindow.getComputedStyle(frame.contentDocument.body).width));
    const scale = Math.min(1, paper.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = "10px";
    const height = page.scrollHeight;
    Object.assign(frame.style, { height: `${height}px`, transform: `scale(${scale})` });
    frame.parentElement.style.height = `${Math.ceil(height * scale)}px`;
  };
  const show = (html) => {
    const frame = Object.assign(document.createElement("iframe"), { title: "Trang in của tin", className: "waiting", tabIndex: -1 });
    // Nothing runs in it; being of this origin, it may load the pictures that only the staff sees.
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.addEventListener("load", () => {
      frame.parentElement.querySelectorAll("iframe").forEach((other) => { if (other !== frame) other.remove(); });
      frame.classList.remove("waiting");
      fit(frame);
      frame.contentDocument.fonts?.ready.then(() => fit(frame));
    });
    frame.srcdoc = withOwn(html);
    paper.firstElementChild.append(frame);
  };

  let [timer, running, again, last, seen] = [0, false, false, "", false];
  const refresh = async () => {
    if (running) { again = true; return; }
    const data = values();
    const text = JSON.stringify([...data]);
    if (text === last) return;
    running = true;
    state.textContent = "đang dựng…";
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: data });
      if (answer.status === 422) throw new Error(await answer.text());
      if (!answer.ok || answer.redirected) throw new Error("chưa dựng được; sẽ thử lại khi bạn viết tiếp");
      show(await answer.text());
      state.textContent = "nội dung đang viết";
      last = text;
    } catch (error) {
      state.textContent = error instanceof TypeError ? "mất kết nối; sẽ thử lại khi bạn viết tiếp" : error.message;
    }
    running = false;
    if (again) { again = false; later(); }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(() => { if (seen) refresh(); }, PAUSE); };

  button.addEventListener("click", (event) => { event.preventDefault(); last = ""; refresh(); });
  for (const kind of ["input", "change"]) form.addEventListener(kind, later);
  document.addEventListener("formset:removed", later);
  document.addEventListener("picture:shown", later);
  window.CKEDITOR?.on("instanceReady", ({ editor: instance }) => { instance.on("change", later); later(); });
  // What nobody sees need not be made: on a narrow screen the page stands below the form.
  new IntersectionObserver(([entry]) => { seen = entry.isIntersecting; if (seen) later(); }).observe(panel);
  new ResizeObserver(() => paper.querySelectorAll("iframe:not(.waiting)").forEach(fit)).observe(paper);
})();
