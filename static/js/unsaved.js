// Warns before a page with unsaved changes is left; the steps act on what is stored, not on what stands in the form.
(() => {
  const form = document.querySelector("#content-main form");
  if (!form) return;
  // A form that came back with errors holds text that is not stored.
  let changed = document.querySelector(".errornote") !== null;
  let leaving = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
  document.addEventListener("formset:added", () => { changed = true; });
  document.addEventListener("formset:removed", () => { changed = true; });
  // A page that opens in a window of its own leaves this one where it is.
  form.addEventListener("submit", (event) => { leaving = event.submitter?.formTarget !== "_blank"; });
  const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
  window.addEventListener("beforeunload", (event) => {
    if (leaving || !(changed || editors().some((editor) => editor.checkDirty()))) return;
    event.preventDefault();
  });
})();
