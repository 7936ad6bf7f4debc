"use strict";
// Charts, the theme switch, sorting and filters. The page can be read without any of it.
(() => {
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const words = data.words;
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const narrow = () => window.innerWidth < 760;

  document.addEventListener("replylint-theme", () => recolour());
  byId("print").addEventListener("click", () => window.print());

  // ---- charts ---------------------------------------------------------------------------------------
  const charts = [];
  const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const percent = (part, whole) => `${(whole ? (100 * part) / whole : 0).toFixed(1)}%`;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 13;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.animation = false;
  Chart.defaults.datasets.bar.maxBarThickness = 72;
  Chart.defaults.devicePixelRatio = Math.max(2, window.devicePixelRatio || 1);

  function defaults() {
    Chart.defaults.color = colour("quiet");
    Chart.defaults.borderColor = colour("line");
    Object.assign(Chart.defaults.plugins.tooltip, {
      backgroundColor: colour("text"), titleColor: colour("card"), bodyColor: colour("card"), padding: 10, boxPadding: 4,
    });
  }

  function draw(canvas, config) {
    if (!canvas) return;
    const entry = { canvas, config, chart: null };
    charts.push(entry);
    entry.chart = new Chart(canvas, config());
  }

  function recolour() {
    defaults();
    for (const entry of charts) {
      entry.chart.destroy();
      entry.chart = new Chart(entry.canvas, entry.config());
    }
  }

  const axis = (title, more = {}) => ({
    title: { display: Boolean(title), text: title }, grid: { drawTicks: false }, border: { display: false },
    ticks: { padding: 6 }, beginAtZero: true, ...more,
  });
  const category = (more = {}) => ({ grid: { display: false }, ticks: { padding: 4, ...more.ticks }, ...more.axis });
  const whole = { ticks: { precision: 0, padding: 6 } };
  const quietLegend = { legend: { display: false } };

  function waits() {
    const { labels, counts, total } = data.waits;
    return {
      type: "bar",
      data: { labels, datasets: [{ data: counts.map((count) => (100 * count) / total), backgroundColor: colour("accent"), borderRadius: 3 }] },
      options: {
        plugins: { ...quietLegend, tooltip: { callbacks: { label: (item) => `${percent(counts[item.dataIndex], total)} · ${counts[item.dataIndex].toLocaleString()} ${words.replies}` } } },
        scales: { x: category({ ticks: { maxRotation: narrow() ? 60 : 0, autoSkip: false } }), y: axis(words.share, { ticks: { padding: 6, callback: (value) => `${value}%` } }) },
      },
    };
  }

  const series = {
    per_hundred: { title: words.per_hundred, colour: "warning", zero: true },
    score: { title: words.score, colour: "accent", zero: false },
    median: { title: `${words.median} (${data.seconds.trim()})`, colour: "info", zero: true },
    replies: { title: words.replies, colour: "accent", zero: true },
  };
  let shownSeries = "per_hundred";
  function days() {
    const one = series[shownSeries];
    const bars = shownSeries === "replies";
    return {
      type: bars ? "bar" : "line",
      data: {
        labels: data.days.map((day) => day.day.slice(5)),
        datasets: [{ data: data.days.map((day) => day[shownSeries]), borderColor: colour(one.colour), backgroundColor: colour(one.colour), borderWidth: 2, pointRadius: data.days.length > 45 ? 0 : 3, cubicInterpolationMode: "monotone", spanGaps: true, borderRadius: 3 }],
      },
      options: {
        interaction: { mode: "index", intersect: false },
        plugins: {
          ...quietLegend,
          tooltip: {
            displayColors: false,
            callbacks: {
              title: (items) => data.days[items[0].dataIndex].day,
              label: (item) => {
                const day = data.days[item.dataIndex];
                const lines = [`${words.per_hundred} ${day.per_hundred ?? "–"}`, `${words.score} ${day.score ?? "–"}`, `${words.replies} ${day.replies.toLocaleString()}`];
                return day.median === null ? lines : [...lines, `${words.median} ${day.median}${data.seconds}`];
              },
            },
          },
        },
        scales: { x: category({ ticks: { autoSkip: true, maxRotation: 0, autoSkipPadding: 12 } }), y: axis(one.title, { beginAtZero: one.zero, grace: "8%" }) },
      },
    };
  }

  function rules() {
    const { labels, counts, severities, hundreds } = data.rules;
    const kinds = ["error", "warning", "info", "hint"].filter((kind) => severities.includes(kind));
    return {
      type: "bar",
      data: {
        labels,
        datasets: kinds.map((kind) => ({ label: words[kind], data: counts.map((count, n) => (severities[n] === kind ? count : null)), backgroundColor: colour(kind), borderRadius: 3, stack: "one" })),
      },
      options: {
        indexAxis: "y",
        plugins: {
          legend: { position: "bottom", labels: { boxWidth: 12, boxHeight: 12 } },
          tooltip: { callbacks: { label: (item) => `${item.raw.toLocaleString()} ${words.findings} · ${words.per_hundred} ${hundreds[item.dataIndex]}` }, filter: (item) => item.raw !== null },
        },
        scales: {
          x: axis(words.findings, whole),
          y: { stacked: true, grid: { display: false }, ticks: { autoSkip: false, padding: 4, color: colour("text"), callback: (value, n) => short(labels[n], narrow() ? 9 : 14) } },
        },
      },
    };
  }

  function scores() {
    const { labels, counts, failing } = data.scores;
    const order = labels.map((_, n) => labels.length - 1 - n);
    return {
      type: "bar",
      data: { labels: order.map((n) => labels[n]), datasets: [{ data: order.map((n) => counts[n]), backgroundColor: order.map((n) => colour(failing[n] ? "warning" : "accent")), borderRadius: 3, minBarLength: 2 }] },
      options: {
        plugins: { ...quietLegend, tooltip: { callbacks: { label: (item) => `${item.raw.toLocaleString()} ${words.conversation_count} · ${failing[order[item.dataIndex]] ? words.failing : words.passing}` } } },
        scales: { x: category({ ticks: { maxRotation: narrow() ? 60 : 0, autoSkip: false } }), y: axis(words.conversation_count, whole) },
      },
    };
  }

  function agentChart(agent) {
    return () => ({
      type: "bar",
      data: {
        labels: data.groups,
        datasets: [
          { label: short(agent, 12), data: data.agents[agent], backgroundColor: colour("warning"), borderRadius: 3 },
          { label: words.team, data: data.team, backgroundColor: colour("faint"), borderRadius: 3 },
        ],
      },
      options: {
        indexAxis: "y",
        plugins: { legend: { position: "bottom", labels: { boxWidth: 12, boxHeight: 12 } } },
        scales: { x: axis(words.points), y: { grid: { display: false }, ticks: { color: colour("text"), padding: 4 } } },
      },
    });
  }

  function needs() {
    const labels = Object.keys(data.needs);
    return {
      type: "bar",
      data: { labels, datasets: [{ data: labels.map((need) => data.needs[need]), backgroundColor: colour("info"), borderRadius: 3 }] },
      options: { plugins: quietLegend, scales: { x: category({ ticks: { autoSkip: false } }), y: axis("", whole) } },
    };
  }

  defaults();
  if (data.waits) draw(byId("chart-waits"), waits);
  if (data.days) draw(byId("chart-days"), days);
  draw(byId("chart-rules"), rules);
  draw(byId("chart-scores"), scores);
  if (Object.keys(data.needs).length) draw(byId("chart-needs"), needs);
  for (const button of all(".switch button")) {
    button.addEventListener("click", () => {
      shownSeries = button.dataset.series;
      for (const other of all(".switch button")) other.setAttribute("aria-pressed", String(other === button));
      const entry = charts.find((one) => one.config === days);
      entry.chart.destroy();
      entry.chart = new Chart(entry.canvas, days());
    });
  }
  for (const details of all(".person")) {
    details.addEventListener("toggle", () => {
      const canvas = details.querySelector("canvas");
      if (!details.open || canvas.dataset.drawn) return;
      canvas.dataset.drawn = "yes";
      draw(canvas, agentChart(details.dataset.agent));
    });
  }
  let before = null;
  window.addEventListener("beforeprint", () => {
    before = root.dataset.theme ?? "";
    root.dataset.theme = "light";
    recolour();
  });
  window.addEventListener("afterprint", () => {
    if (before) root.dataset.theme = before; else delete root.dataset.theme;
    recolour();
  });

  // ---- agents in another order ----------------------------------------------------------------------
  const falls = { score: false, agent: false };
  for (const button of all("[data-sort]")) {
    button.addEventListener("click", () => {
      const key = button.dataset.sort;
      falls[key] = key in falls ? !falls[key] : true;
      const list = byId("agent-list");
      const value = (one) => (key === "agent" ? one.dataset.agent : Number(one.dataset[key]));
      const rows = all(".person", list).sort((a, b) => (key === "agent" ? value(a).localeCompare(value(b), "zh") : value(a) - value(b)));
      if (falls[key]) rows.reverse();
      list.append(...rows);
      for (const other of all("[data-sort]")) other.removeAttribute("aria-sort");
      button.setAttribute("aria-sort", falls[key] ? "descending" : "ascending");
    });
  }

  // ---- filters --------------------------------------------------------------------------------------
  const form = byId("filters");
  if (form) {
    const chats = all(".chat");
    const others = all("tr.filterable");
    const texts = new Map();
    const textOf = (one) => {
      if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
      return texts.get(one);
    };
    const chosen = (id) => byId(id)?.value ?? "";
    const holds = (one, wanted) =>
      (!wanted.agent || one.dataset.agents.split("\n").includes(wanted.agent)) &&
      (!wanted.from || one.dataset.day >= wanted.from) &&
      (!wanted.to || (one.dataset.day && one.dataset.day <= wanted.to)) &&
      (!wanted.search || textOf(one).includes(wanted.search));
    const found = (one, wanted) =>
      (!wanted.rule || one.dataset.rules.split(" ").includes(wanted.rule)) &&
      (!wanted.severity || one.dataset.severities.split(" ").includes(wanted.severity));

    function apply() {
      const wanted = {
        agent: chosen("by-agent"), rule: chosen("by-rule"), severity: chosen("by-severity"),
        from: chosen("from"), to: chosen("to"), search: chosen("search").trim().toLowerCase(),
      };
      let shown = 0;
      for (const chat of chats) {
        chat.hidden = !(holds(chat, wanted) && found(chat, wanted));
        shown += chat.hidden ? 0 : 1;
      }
      for (const row of others) row.hidden = !holds(row, wanted);
      byId("count").textContent = words.shown.replace("{shown}", shown).replace("{all}", chats.length);
      byId("nothing").hidden = shown > 0;
      label();
    }
    const visible = () => chats.filter((chat) => !chat.hidden);
    const allOpen = () => visible().length > 0 && visible().every((chat) => chat.open);
    function label() {
      byId("open-all").textContent = allOpen() ? words.close_all : words.open_all;
    }
    for (const chat of chats) chat.addEventListener("toggle", label);
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    byId("open-all").addEventListener("click", () => {
      const open = !allOpen();
      for (const chat of visible()) chat.open = open;
    });
    for (const button of all("[data-show-agent]")) {
      button.addEventListener("click", () => {
        form.reset();
        const select = byId("by-agent");
        if (select) {
          select.value = button.dataset.showAgent;
          if (select.value !== button.dataset.showAgent) select.value = "";
        }
        apply();
        byId("conversations").scrollIntoView();
      });
    }
    apply();
  }

  // ---- a link to a conversation opens it ------------------------------------------------------------
  function openTarget() {
    const target = /^#c\d+$/.test(location.hash) && byId(location.hash.slice(1));
    if (target) {
      target.hidden = false;
      target.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
