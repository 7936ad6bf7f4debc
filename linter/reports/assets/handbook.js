"use strict";
// Search among the rules. The page can be read without it.
(() => {
  const byId = (id) => document.getElementById(id);
  const groups = Array.from(document.querySelectorAll("section.group"), (section) => ({
    section,
    items: Array.from(section.querySelectorAll(".item"), (item) => ({ item, text: item.dataset.text.toLowerCase() })),
  }));
  const total = groups.reduce((sum, group) => sum + group.items.length, 0);

  function apply() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const name = byId("by-group").value;
    const severity = byId("by-severity").value;
    let shown = 0;
    for (const { section, items } of groups) {
      let here = 0;
      for (const { item, text } of items) {
        const fits = (!name || section.dataset.group === name) && (!severity || item.dataset.severity === severity)
          && words.every((word) => text.includes(word));
        item.hidden = !fits;
        here += fits;
      }
      section.hidden = here === 0;
      shown += here;
    }
    byId("count").textContent = `${shown} / ${total}`;
    byId("nothing").hidden = shown > 0;
  }

  byId("filters").addEventListener("input", apply);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
