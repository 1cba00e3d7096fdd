// Keeps the reader's place when another view is chosen; choosing itself needs no script.
(() => {
  let place = null;
  const places = view => [...view.querySelectorAll("[data-at]")].filter(e => e.dataset.at !== "0");
  const shown = () => [...document.querySelectorAll(".view")].find(view => view.offsetParent !== null);
  const remember = () => {
    const view = shown();
    const top = view && places(view).find(e => e.getBoundingClientRect().bottom > 80);
    place = top ? { at: +top.dataset.at, y: top.getBoundingClientRect().top } : null;
  };
  addEventListener("scroll", remember, { passive: true });
  remember();
  for (const choice of document.querySelectorAll("input[name=view]")) {
    choice.addEventListener("change", () => {
      const kept = place, view = shown();
      if (!kept || !view || scrollY === 0) return;
      const near = places(view).filter(e => +e.dataset.at <= kept.at).pop();
      if (near) scrollBy(0, near.getBoundingClientRect().top - kept.y);
    });
  }
})();
