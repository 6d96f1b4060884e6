extension StandalonePage {
  /// Colours keep a contrast of 4.5 on their ground in both modes; runs differ in shape as well.
  static let style = """
    :root { color-scheme: light dark; --ground: #fdfdfb; --ink: #1d1d1b; --soft: #595955; --line: #d8d8d2;
      --r0: #1b4f8f; --r1: #a03c00; --r2: #00684a; --r3: #8a2f74; --warn: #8f4a00; }
    @media (prefers-color-scheme: dark) { :root { --ground: #17181a; --ink: #ececea; --soft: #b0b0aa; --line: #3b3d40;
      --r0: #8dbcff; --r1: #ffab77; --r2: #6fd6ac; --r3: #f0a3dc; --warn: #ffc06a; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.25rem; max-width: 62rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
    p { max-width: 44rem; } .note, caption, .facts { color: var(--soft); font-size: .9rem; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 0 1rem; }
    .facts dd { margin: 0; overflow-wrap: anywhere; }
    a { color: var(--r0); } nav ul, .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;
      padding: 0; }
    figure, .scroll { margin: .5rem 0 1rem; overflow-x: auto; }
    :focus-visible { outline: 2px solid var(--r0); outline-offset: 2px; }
    .plot { display: block; width: 100%; max-width: 42rem; height: auto; font: 12px system-ui, sans-serif; }
    .plot text { fill: var(--ink); } .plot .tick, .plot .end { fill: var(--soft); font-size: 11px; }
    .plot.square { max-width: 24rem; } .curve { fill: none; stroke: currentColor; stroke-width: 1.5; }
    .band { fill: currentColor; fill-opacity: .15; }
    .plot .count { font-variant-numeric: tabular-nums; } .grid { stroke: var(--line); }
    .middle { stroke: var(--soft); stroke-dasharray: 3 3; } .interval { stroke-width: 2; stroke-linecap: round; }
    .run0 { color: var(--r0); } .run1 { color: var(--r1); } .run2 { color: var(--r2); } .run3 { color: var(--r3); }
    .plot .interval, .plot .dot { stroke: currentColor; } .plot .dot { fill: currentColor; stroke-width: 1.5; }
    .plot .few .dot { fill: var(--ground); } .plot .few .interval { stroke-dasharray: 4 4; }
    .caution { color: var(--warn); font-weight: 600; }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; min-width: 100%; }
    caption { text-align: left; padding: .25rem 0; max-width: min(44rem, calc(100vw - 2.5rem)); } td, th.n { text-align: right; } td { white-space: nowrap; }
    thead th { vertical-align: bottom; font-weight: 600; } th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
    th[scope=row], th:first-child { text-align: left; font-weight: 500; min-width: 10rem; max-width: 20rem;
      overflow-wrap: anywhere; }
    @media (max-width: 40rem) { body { padding: 1rem; } th[scope=row], th:first-child { min-width: 6.5rem; max-width: 9rem; }
      th, td { padding: .25rem .35rem; } }
    @media print { :root { --ground: #fff; --ink: #000; --soft: #444; --line: #bbb; --r0: #1b4f8f; --r1: #a03c00;
      --r2: #00684a; --r3: #8a2f74; --warn: #8f4a00; } body { max-width: none; padding: 0; font-size: 10pt; }
      nav { display: none; } figure, tr { break-inside: avoid; } figure, .scroll { overflow: visible; }
    }

    """
}
