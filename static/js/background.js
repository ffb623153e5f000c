// The page of background work follows what happens, as long as something waits or runs.
"use strict";
const SECONDS = 3;
async function follow() {
  const here = document.querySelector(".background-work");
  // Nobody's button is taken away from under their finger.
  if (!document.hidden && !here.contains(document.activeElement)) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(".background-work");
      if (fresh) here.replaceWith(fresh);
    } catch {
      // The server is out of reach just now.
    }
  }
  plan();
}
function plan() {
  const active = document.querySelector(".background-work").dataset.active !== "0";
  setTimeout(follow, (active ? SECONDS : 10 * SECONDS) * 1000);
}
plan();
