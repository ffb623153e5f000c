// Warns before a page with unsaved changes is left; the steps act on what is stored, not on what stands in the form.
(() => {
  const form = document.querySelector("#content-main form");
  if (!form) return;
  let changed = false;
  let leaving = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
  form.addEventListener("submit", () => { leaving = true; });
  const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
  window.addEventListener("beforeunload", (event) => {
    if (leaving || !(changed || editors().some((editor) => editor.checkDirty()))) return;
    event.preventDefault();
  });
})();
