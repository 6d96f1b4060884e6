// swift-format-ignore-file
// Made from Resources/ by `make resources`. Edit those.

import PluginAPI

extension TextResource {
  static let reportCss = TextResource(
    "report.css",
    text: ###"""
/* Colours. Inks stand on grounds; a test holds every pair to a contrast of 4.5. */
:root {
  color-scheme: light dark;
  --ink: #1f1d1a;
  --soft: #4f4b44;
  --link: #1d4f73;
  --above: #84330a;
  --below: #0d4678;
  --mixed: #563782;
  --own1: #84330a;
  --own2: #0d4678;
  --own3: #245c2c;
  --own4: #6b1d4e;
  --own5: #4c4a0a;
  --own6: #563782;
  --paper: #fcfbf7;
  --card: #ffffff;
  --rail: #f3f0e8;
  --above-tint: #fcebdf;
  --above-strong: #f8d8c1;
  --below-tint: #e6eff8;
  --below-strong: #cce0f3;
  --mixed-tint: #f0eaf6;
  --mixed-strong: #ded3ed;
  --none-strong: #ebe7dc;
  --lit: #fff3b8;
  --line: #d8d2c4;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "Noto Serif", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif;
}

@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9e5dc;
    --soft: #bdb7ab;
    --link: #a9cdea;
    --above: #ffbf94;
    --below: #a3cfff;
    --mixed: #d8c2f7;
    --own1: #ffbf94;
    --own2: #a3cfff;
    --own3: #a9e0b4;
    --own4: #f5b3d8;
    --own5: #e0dc8c;
    --own6: #d8c2f7;
    --paper: #171614;
    --card: #22201d;
    --rail: #201e1b;
    --above-tint: #34200f;
    --above-strong: #4b2c17;
    --below-tint: #14283a;
    --below-strong: #1b3d5c;
    --mixed-tint: #2a2236;
    --mixed-strong: #3d3150;
    --none-strong: #312e29;
    --lit: #4a4213;
    --line: #46423b;
  }
}

/* Page */
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; }
body {
  margin: 0 auto;
  padding: 0 1.25rem 4rem;
  max-width: 66rem;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 var(--serif);
  overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; padding: 0.5rem 1rem; background: var(--card); z-index: 9; }
.skip:focus { left: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.patterns { position: absolute; }
h1, h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.25; text-wrap: balance; }
h2 { margin: 3.5rem 0 0.75rem; font-size: 1.5rem; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1.05rem; }
.masthead { padding-top: 3rem; border-bottom: 3px double var(--line); }
.kicker, nav, .extent, table, .filters, .apparatus, .groups dl, dl.run, .source, .remark, .page, details, footer,
figcaption, .back { font-family: var(--sans); }
.kicker { margin: 0; color: var(--soft); font-size: 0.85rem; letter-spacing: 0.03em; }
h1 { margin: 0.25rem 0 0.5rem; font-size: clamp(1.7rem, 5vw, 2.5rem); }
.extent { margin: 0; color: var(--soft); font-size: 0.95rem; }
.masthead nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 1rem 0; padding: 0; list-style: none; font-size: 0.95rem; }
.lead { max-width: 44rem; font-size: 1.25rem; line-height: 1.5; }
.remark, .source, figcaption { max-width: 46rem; color: var(--soft); font-size: 0.85rem; line-height: 1.5; }
.back { padding: 1rem 0; border-bottom: 3px double var(--line); font-size: 0.9rem; }
.back h1 { margin: 0; font-size: 1rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 3px double var(--line); color: var(--soft); font-size: 0.85rem; }
pre { overflow-x: auto; padding: 0.75rem 1rem; background: var(--rail); font-size: 0.85rem; line-height: 1.45; }

/* Tables and pictures */
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { padding-bottom: 0.5rem; max-width: min(46rem, calc(100vw - 2.5rem)); color: var(--soft); text-align: start; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: baseline; }
thead th { color: var(--soft); font-weight: 500; white-space: nowrap; vertical-align: bottom; }
tbody th { min-width: 9rem; font-weight: 600; }
.n { text-align: end; white-space: nowrap; }
.method { white-space: nowrap; }
.few { color: var(--above); }
.zero, .author { color: var(--soft); font-weight: 400; }
.picture { padding-inline: 0.25rem 1.25rem; vertical-align: top; padding-top: 0.45rem; }
thead button { all: unset; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 0.25em; }
thead button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
[aria-sort="descending"] button::after { content: " ↓"; }
[aria-sort="ascending"] button::after { content: " ↑"; }
svg.balance { display: block; width: 13.75rem; height: 1rem; }
svg.share { display: block; width: 7.5rem; height: 1rem; }
svg .axis { stroke: var(--soft); fill: none; }
svg .whisker { stroke: var(--ink); stroke-width: 2; }
svg .whisker.few { stroke-dasharray: 3 2; }
svg .above { fill: var(--above); }
svg .below { fill: url(#hatch-below); stroke: var(--below); stroke-width: 0.75; }
svg .mixed { fill: url(#hatch-mixed); stroke: var(--mixed); stroke-width: 0.75; }
svg circle.above, svg circle.below, svg circle.mixed { fill: var(--card); stroke-width: 2.5; }
svg circle.above { stroke: var(--above); fill: var(--above); }
svg circle.below { stroke: var(--below); }
svg circle.mixed { stroke: var(--mixed); }
svg .own { fill: var(--own); }
pattern .ground { fill: var(--card); }
#hatch-below .line { stroke: var(--below); stroke-width: 2.4; }
#hatch-mixed .line { stroke: var(--mixed); stroke-width: 1.6; }
.course { margin: 1rem 0; }
.course svg { display: block; width: 100%; height: 4.5rem; }

/* Labels */
.groups { columns: 19rem; column-gap: 2.5rem; }
.groups > div { break-inside: avoid; }
.groups h3 { margin-top: 0.5rem; }
.groups dl { margin: 0 0 1rem; font-size: 0.875rem; line-height: 1.45; }
.groups dt { display: inline-block; padding: 0 0.4rem; margin-inline-start: -0.4rem; font-weight: 600; }
.groups dd { margin: 0 0 0.4rem; }
dl.run { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.25rem; margin: 0 0 1rem; font-size: 0.9rem; }
dl.run dd { margin: 0; overflow-wrap: anywhere; }
details summary { cursor: pointer; font-size: 0.9rem; }
details ul { font-size: 0.85rem; }

/* Filters */
.filters {
  position: sticky; top: 0; z-index: 4; display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem;
  padding: 0.6rem 0; background: var(--paper); border-bottom: 1px solid var(--line); font-size: 0.875rem;
}
.filters[hidden] { display: none; }
.filters select, .filters input, .filters button {
  padding: 0.2rem 0.4rem; border: 1px solid var(--soft); border-radius: 3px; background: var(--card); color: var(--ink);
  font: inherit;
}
.filters select { max-width: 11rem; }
.filters output { color: var(--soft); }

/* Text, and the apparatus beside it */
.document > header { border-top: 1px solid var(--line); margin-top: 3rem; }
.document:first-of-type > header { border-top: 0; margin-top: 0; }
.document h2 { margin-top: 1.5rem; }
.text { margin-top: 2rem; }
.block {
  position: relative; display: grid; grid-template-columns: minmax(0, 38rem) minmax(0, 1fr); column-gap: 1.75rem;
  margin: 0 0 0.85rem; padding-inline-start: 1.1rem;
}
.block > * { grid-column: 1; }
.block > p, .block > blockquote > p, .block > aside > p, .block > h3, .block > h4, .block > h5, .block > h6 {
  margin: 0; padding: 0.15rem 0.5rem;
}
.block::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 6px; border-radius: 1px; }
.block.above::before { background: var(--above); }
.block.below::before { background: repeating-linear-gradient(0deg, var(--below) 0 3px, var(--card) 3px 6px); }
.block.mixed::before { background: repeating-linear-gradient(45deg, var(--mixed) 0 3px, var(--card) 3px 6px); }
.block.other::before { background: repeating-linear-gradient(0deg, var(--soft) 0 1px, var(--card) 1px 4px); }
.block.above > :is(p, blockquote, aside), .stretch.above, .swatch.above { background: var(--above-tint); }
.block.below > :is(p, blockquote, aside), .stretch.below, .swatch.below { background: var(--below-tint); }
.block.mixed > :is(p, blockquote, aside), .stretch.mixed, .swatch.mixed { background: var(--mixed-tint); }
.block.own::before { background: var(--own); }
.block.own > :is(p, blockquote, aside), .stretch.own, .swatch.own { background: color-mix(in srgb, var(--own) 10%, var(--card)); }
.block blockquote, .block aside { margin: 0; padding-inline-start: 1.5rem; }
.block aside { font-size: 0.9rem; padding-inline-start: 2.5rem; }
.kind-heading { margin-top: 1.75rem; }
.kind-stage { font-style: italic; color: var(--soft); }
.kind-speaker { font-variant-caps: small-caps; letter-spacing: 0.03em; margin-bottom: 0; }
.kind-contents { color: var(--soft); margin-bottom: 0; }
.block > .turn { padding-bottom: 0; font-family: var(--sans); font-size: 0.85rem; font-weight: 600; }
.kind-verse > p { white-space: pre-line; }
.items { margin: 0; padding: 0; list-style: none; }
.items > .block > p { padding-inline-start: 1.75rem; text-indent: -1rem; }
.items > .block > p::before { content: "– "; color: var(--soft); }
.page { color: var(--soft); font-size: 0.75rem; padding-inline-start: 0.5rem; }
@media (min-width: 76rem) {
  .block > .page { grid-area: auto; position: absolute; inset: 0.45rem 100% auto auto; padding: 0 0.75rem; white-space: nowrap; }
}
.block[hidden] { display: none; }

span.quotation { border-radius: 2px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
span.quotation.speech { background: var(--none-strong); }
span.quotation.above { background: var(--above-strong); }
span.quotation.below { background: var(--below-strong); }
span.quotation.mixed, span.quotation.other { background: var(--mixed-strong); }
span.quotation.own { background: color-mix(in srgb, var(--own) 22%, var(--card)); }
.mention { font-style: italic; }
.cue { text-decoration: underline 2px; text-underline-offset: 0.2em; text-decoration-skip-ink: none; }
.cue.above { text-decoration-color: var(--above); }
.cue.below { text-decoration-color: var(--below); text-decoration-style: double; text-decoration-thickness: 1.5px; }
.cue.mixed, .cue.other { text-decoration-color: var(--mixed); }
.cue.own { text-decoration-color: var(--own); }
.cue.negated { text-decoration-style: wavy; text-decoration-thickness: 1.5px; }
.found { border-bottom: 2px dotted var(--soft); }
.text span.lit { background: var(--lit); }
.ref {
  margin-inline: 0.1em 0.15em; font: 600 0.68em/1 var(--sans); vertical-align: super; text-decoration: none;
  white-space: nowrap; unicode-bidi: isolate; color: var(--own);
}
.note, .ref { --own: var(--soft); }
.above { --own: var(--above); }
.below { --own: var(--below); }
.mixed { --own: var(--mixed); }
.own1 { --own: var(--own1); }
.own2 { --own: var(--own2); }
.own3 { --own: var(--own3); }
.own4 { --own: var(--own4); }
.own5 { --own: var(--own5); }
.own6 { --own: var(--own6); }

.apparatus {
  grid-column: 2; grid-row: 1 / span 3; margin: 0; padding: 0.2rem 0 0; list-style: none; font-size: 0.8rem; line-height: 1.45;
}
.note { position: relative; color: var(--soft); }
.note.above .label, .note.below .label, .note.mixed .label, .note.own .label { color: var(--own); }
.note .label { display: block; padding: 0 0.3rem; border-radius: 2px; color: inherit; text-decoration: none; }
.note .label b { font-weight: 600; }
.note.none .label b, .note.unjudged .label b { font-weight: 400; }
.note:is(:hover, .open, :target) > .label { background: var(--rail); }
.continued { padding: 0 0.3rem; }
.js .note.quiet:not(.open, :target, :focus-within) {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
.more {
  display: none; grid-template-columns: max-content 1fr; gap: 0.2rem 0.75rem; position: absolute; z-index: 5; top: 100%;
  inset-inline: 0; min-width: 16rem; margin: 0; padding: 0.7rem 0.85rem; border: 1px solid var(--line);
  border-inline-start: 4px solid var(--own, var(--soft)); border-radius: 3px; background: var(--card); color: var(--ink);
  box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
}
.more dt { color: var(--soft); }
.more dd { margin: 0; overflow-wrap: anywhere; }
.note:is(:hover, :focus-within, .open, :target) > .more { display: grid; }
.note.closed > .more { display: none; }

/* A phone: notes under their paragraph, details as a sheet at the foot of the window. */
@media screen and (max-width: 52rem) {
  body { font-size: 1rem; padding-inline: 1rem; }
  .block { display: block; }
  .apparatus { display: flex; flex-wrap: wrap; gap: 0 0.9rem; padding-inline-start: 0.2rem; }
  .note { position: static; }
  .note .label { padding-block: 0.2rem; }
  .more {
    position: fixed; inset: auto 0 0 0; max-height: 50vh; overflow-y: auto; padding: 1rem; font-size: 0.9rem;
    border-width: 4px 0 0; border-top-color: var(--own, var(--soft)); border-radius: 0;
  }
  svg.balance { width: 7.5rem; }
  svg.share { width: 6rem; }
  tbody th { min-width: 6.5rem; }
  .picture { padding-inline: 0 0.75rem; }
  .filters { position: static; }
  .filters label { display: flex; align-items: center; gap: 0.4rem; }
}

@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

/* Paper: no controls, every note in full under its paragraph. */
@media print {
  :root {
    color-scheme: light;
    --ink: #000000; --soft: #333333; --paper: #ffffff; --rail: #ffffff; --line: #999999;
  }
  @page { margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.4; }
  .skip, .filters, .masthead nav, .back { display: none; }
  a { color: inherit; text-decoration: none; }
  .block, span.quotation, .stretch, .swatch, .block::before, .block > * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .block { display: block; }
  .block > p, tr, .note, figure { break-inside: avoid; }
  h2, h3, h4, h5, h6, .page { break-after: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  .apparatus { display: block; margin-inline-start: 1.5rem; font-size: 7.5pt; line-height: 1.3; }
  .note, .js .note.quiet:not(.open, :target, :focus-within) { position: static; width: auto; height: auto; clip-path: none; }
  .note .label { display: inline; padding: 0; font-weight: 600; }
  .more, .note:is(:hover, :focus-within, .open, :target) > .more, .note.closed > .more {
    display: inline; position: static; min-width: 0; padding: 0; border: 0; box-shadow: none; background: none;
  }
  .more dt, .more dd { display: inline; }
  .more dt::before { content: " · "; }
  .more dt::after { content: " "; }
  .more { font-size: inherit; }
  .more br { display: none; }
  .more .symbol:not(:first-child)::before { content: "; "; }
  details::details-content { content-visibility: visible; block-size: auto; }
}

"""###)
  static let reportJs = TextResource(
    "report.js",
    text: ###"""
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

"""###)
}
