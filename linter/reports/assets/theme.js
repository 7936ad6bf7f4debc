"use strict";
// The switch between light and dark; tells the page by an event.
(() => {
  const root = document.documentElement;
  const remember = {
    get: () => { try { return localStorage.getItem("replylint-theme"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("replylint-theme", value); } catch { /* not allowed here */ } },
  };
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  const changed = () => document.dispatchEvent(new Event("replylint-theme"));
  if (remember.get()) root.dataset.theme = remember.get();
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember.set(root.dataset.theme);
    changed();
  });
  systemDark.addEventListener("change", changed);
})();
