// What a paste from Word brings along that the house does not print. The server cleans again when the text is saved.
(() => {
  const tidy = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    // Tracked deletions come as <del>: they would come back to life as text.
    page.querySelectorAll("del").forEach((gone) => gone.remove());
    // The page's own headline is the first level.
    page.querySelectorAll("h1").forEach((heading) => {
      const second = page.createElement("h2");
      second.append(...heading.childNodes);
      heading.replaceWith(second);
    });
    return page.body.innerHTML;
  };
  // The text stands in a page of its own, which takes the colours that were chosen for this one.
  const dress = () => {
    const theme = document.documentElement.dataset.theme ?? "auto";
    for (const editor of Object.values(window.CKEDITOR.instances)) {
      editor.document?.getDocumentElement().setAttribute("data-theme", theme);
    }
  };
  const hook = () => {
    if (!window.CKEDITOR) return;
    new MutationObserver(dress).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    // `instanceReady`: at `instanceCreated` the paste plugins have not added their own listeners yet.
    window.CKEDITOR.on("instanceReady", ({ editor }) => {
      // Also each time that the editor makes its page anew.
      editor.on("contentDom", dress);
      dress();
      editor.on("afterPasteFromWord", (event) => { event.data.dataValue = tidy(event.data.dataValue); });
      editor.on("paste", (event) => {
        if (event.data.type === "html" || event.data.dataValue) event.data.dataValue = tidy(event.data.dataValue);
      }, null, null, 1);
    });
  };
  hook();
})();
