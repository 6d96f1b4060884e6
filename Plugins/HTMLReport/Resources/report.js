// What the page does beyond showing: notes open where the reader points, texts can be filtered, tables sorted.
// Without it every note still opens on hover and focus in the apparatus, and by the link behind its quotation.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Notes
  let open = null;
  let timer = 0;
  const close = () => {
    if (!open) return;
    open.classList.remove("open");
    for (const part of all(`[data-note="${open.id}"]`)) part.classList.remove("lit");
    open = null;
  };
  const show = (note) => {
    clearTimeout(timer);
    if (!note || note === open) return;
    close();
    for (const other of all(".note.closed")) other.classList.remove("closed");
    open = note;
    note.classList.add("open");
    for (const part of all(`[data-note="${note.id}"]:not(.stretch, .ref)`)) part.classList.add("lit");
  };
  const noteOf = (target) => {
    if (!(target instanceof Element)) return null;
    const part = target.closest("[data-note]");
    return part ? document.getElementById(part.dataset.note) : target.closest(".note");
  };
  for (const event of ["mouseover", "focusin", "click"]) {
    document.addEventListener(event, (e) => {
      const note = noteOf(e.target);
      if (note) show(note);
      else if (event === "click") close();
    });
  }
  document.addEventListener("mouseout", () => {
    clearTimeout(timer);
    timer = setTimeout(close, 250);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !open) return;
    open.classList.add("closed");
    close();
  });

  // Filters
  const form = document.querySelector(".filters");
  const blocks = all(".block");
  if (form && blocks.length > 1) {
    form.hidden = false;
    const notes = all(".note");
    const notesOf = (block) =>
      all(".note, .continued", block).map((note) => document.getElementById(note.dataset.note) ?? note);
    const fill = (name, values) => {
      for (const value of [...new Set(values)].sort()) form.elements[name].add(new Option(value, value));
    };
    fill("stance", notes.map((note) => note.dataset.stance).filter(Boolean));
    fill("kind", notes.map((note) => note.dataset.kind));
    fill("speaker", notes.map((note) => note.dataset.speaker).filter(Boolean));
    const filter = () => {
      const { stance, kind, speaker, words } = form.elements;
      const sought = words.value.trim().toLowerCase();
      const wantsNote = stance.value || kind.value || speaker.value;
      let shown = 0;
      for (const block of blocks) {
        const fits = (note) =>
          (!stance.value || note.dataset.stance === stance.value) &&
          (!kind.value || note.dataset.kind === kind.value) &&
          (!speaker.value || note.dataset.speaker === speaker.value);
        block.hidden =
          (wantsNote && !notesOf(block).some(fits)) ||
          (sought && !block.textContent.toLowerCase().includes(sought));
        if (!block.hidden) shown += 1;
      }
      form.querySelector("output").value =
        wantsNote || sought ? `${shown} of ${blocks.length} paragraphs` : "";
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
  }

  // Tables
  for (const table of all("table.sortable")) {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") !== "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.replaceAll(",", "");
        const order = (one, other) => {
          const [a, b] = [key(one), key(other)];
          const difference = Number(b) - Number(a);
          return Number.isNaN(difference) ? b.localeCompare(a) : difference;
        };
        const body = table.tBodies[0];
        body.append(...[...body.rows].sort((a, b) => (down ? order(a, b) : order(b, a))));
      });
    });
  }
})();
