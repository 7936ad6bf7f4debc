"use strict";
// Search and filters. The page can be read without any of it.
(() => {
  const byId = (id) => document.getElementById(id);
  byId("print").addEventListener("click", () => window.print());
  const form = byId("filters");
  if (!form) return;
  const files = Array.from(document.querySelectorAll("section.file"), (section) => ({
    section,
    path: section.dataset.file,
    replies: Array.from(section.querySelectorAll(".reply"), (element) => ({
      element,
      text: `${section.dataset.file} ${element.textContent}`.toLowerCase(),
      findings: Array.from(element.querySelectorAll(".finding")),
    })),
  }));
  const total = files.reduce((sum, file) => sum + file.replies.length, 0);

  function apply() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const severity = byId("by-severity").value;
    const rule = byId("by-rule").value;
    const path = byId("by-file").value;
    let shown = 0;
    for (const file of files) {
      let here = 0;
      for (const reply of file.replies) {
        let matching = 0;
        for (const finding of reply.findings) {
          const fits = (!severity || finding.dataset.severity === severity) && (!rule || finding.dataset.rule === rule);
          finding.hidden = !fits;
          matching += fits;
        }
        const fits = matching > 0 && (!path || file.path === path) && words.every((word) => reply.text.includes(word));
        reply.element.hidden = !fits;
        here += fits;
      }
      file.section.hidden = here === 0;
      shown += here;
    }
    byId("count").textContent = `${shown} / ${total}`;
    byId("nothing").hidden = shown > 0;
  }

  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  for (const button of document.querySelectorAll("[data-pick]")) {
    button.addEventListener("click", () => {
      byId(`by-${button.dataset.pick}`).value = button.dataset.value;
      apply();
      byId("replies").scrollIntoView();
    });
  }
  apply();
})();
