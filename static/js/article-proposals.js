// Proposes the title in the contents and the outlet, and counts words and paragraphs while somebody writes.
// Without this script the counts are those of the stored text.
(() => {
  const counts = document.querySelector("#dem-chu");
  const form = document.querySelector("#article_form");
  if (!counts || !form) return;
  const { headline, link, source, toc_title: title } = form.elements;
  const PAUSE = 700;
  const said = document.querySelector("#de-nghi-noi");
  const editor = () => window.CKEDITOR?.instances?.id_body;
  const body = () => editor()?.getData() ?? form.elements.body?.value ?? "";
  const say = (words) => { said.textContent = words; };

  let own = "";  // what was filled in from here, and may be replaced from here
  const ask = async () => {
    const data = new FormData();
    const values = { csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, headline: headline.value, link: link.value, body: body() };
    for (const [name, value] of Object.entries(values)) data.set(name, value);
    const answer = await fetch(counts.dataset.propose, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const fill = (field, value, words) => {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    say(words);
  };
  const proposeTitle = async (asked) => {
    const free = () => title.value.trim() === "" || title.value === own;
    if (!headline.value.trim() || !(asked || free())) return;
    try {
      const { toc_title: proposal } = await ask();
      if (!(asked || free())) return;
      own = proposal;
      fill(title, proposal, `Đã điền tiêu đề ở mục lục: ${proposal}`);
      if (asked) title.focus();
    } catch {
      if (asked) say("Chưa hỏi được máy chủ. Hãy thử lại.");
    }
  };
  const proposeSource = async () => {
    if (!link.value.trim() || source.value) return;
    try {
      const { source: found } = await ask();
      const known = found && [...source.options].some((option) => option.value === String(found.id));
      if (known && !source.value) fill(source, String(found.id), `Đã chọn nguồn theo liên kết: ${found.name}`);
    } catch {
      // The outlet is chosen by hand, as before.
    }
  };
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain propose", textContent: "Đề nghị từ tiêu đề" });
  button.addEventListener("click", () => proposeTitle(true));
  title.after(button);
  headline.addEventListener("change", () => proposeTitle(false));
  link.addEventListener("change", proposeSource);

  // As the server counts: words stand between spaces, headings, lists, quotations and tables are no paragraphs.
  const BLOCKS = "p, h2, h3, h4, li, blockquote, caption, tr, td, th, br, hr";
  const measured = () => {
    const page = new DOMParser().parseFromString(body(), "text/html");
    const paragraphs = [...page.querySelectorAll("p")].filter((p) => p.textContent.trim() && !p.closest("blockquote, li, table")).length;
    page.querySelectorAll(BLOCKS).forEach((block) => block.append(" "));
    page.querySelectorAll("br, hr").forEach((line) => line.replaceWith(" "));
    return { words: page.body.textContent.split(/\s+/).filter(Boolean).length, paragraphs };
  };
  const [shown, verdict] = [counts.querySelector("[data-counts]"), counts.querySelector("[data-verdict]")];
  const most = Number(counts.dataset.most);
  let timer = 0;
  const count = () => {
    const { words, paragraphs } = measured();
    shown.textContent = `${words} chữ · ${paragraphs} đoạn`;
    const fits = paragraphs >= 1 && paragraphs <= most;
    counts.classList.toggle("beyond", paragraphs > most);
    const judged = fits || !words ? "" : `Một tin điểm báo có từ 1 đến ${most} đoạn.`;
    clearTimeout(timer);
    // Read out when the hands rest, and only when the verdict is another one.
    timer = setTimeout(() => { if (verdict.textContent !== judged) verdict.textContent = judged; }, PAUSE);
  };
  form.elements.body?.addEventListener("input", count);
  window.CKEDITOR?.on("instanceReady", ({ editor: instance }) => {
    if (instance.name !== "id_body") return;
    instance.on("change", count);
    count();
  });
})();
