// Who signs out leaves no unsaved text behind in the browser.
(() => {
  document.querySelector("#logout-form")?.addEventListener("submit", () => {
    document.dispatchEvent(new Event("newsroom:signout"));
    try {
      Object.keys(localStorage).filter((key) => key.startsWith("diemtin:nhap:")).forEach((key) => localStorage.removeItem(key));
    } catch {
      // A browser that forbids its store has kept nothing.
    }
  });
})();
