package org.statescope.training.experiment.report;

/// The page's looks: light, dark, and on paper.
final class StyleSheet {
  private StyleSheet() {}

  static String text() {
    return """
    :root{color-scheme:light dark;--page:#f6f8fa;--held:#00663f;--not-held:#a33c00;%s}
    @media (prefers-color-scheme:dark){:root{--page:#0d1117;--held:#4fd1a5;--not-held:#ff9a57;%s}}
    @media print{:root{color-scheme:light;--page:#ffffff;--held:#00663f;--not-held:#a33c00;%s}}
    body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
    main{max-width:66rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
    h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem;letter-spacing:-.01em}
    h2{font-size:1.25rem;margin:2.8rem 0 .6rem;letter-spacing:-.005em}
    p{margin:.5rem 0;max-width:46rem}
    .subtitle,.note,figcaption{color:var(--faint)}
    .note,figcaption{font-size:.9rem}
    figure{margin:1.2rem 0;padding:1rem 1rem .8rem;background:var(--surface);border:1px solid var(--grid);border-radius:8px;break-inside:avoid}
    figure svg{display:block;width:100%%;height:auto}
    figcaption{margin-top:.6rem;max-width:46rem}
    .wide{overflow-x:auto;margin:1rem 0;background:var(--surface);border:1px solid var(--grid);border-radius:8px}
    table{border-collapse:collapse;width:100%%;font-size:.88rem;line-height:1.4}
    th,td{padding:.5rem .7rem;text-align:left;vertical-align:top}
    th{font-weight:600;color:var(--faint);border-bottom:1px solid var(--grid);vertical-align:bottom}
    tbody tr+tr td{border-top:1px solid var(--grid)}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .name{font-weight:600;white-space:nowrap}
    .held,.not-held,.undecided{font-weight:600;white-space:nowrap}
    .held{color:var(--held)}
    .not-held{color:var(--not-held)}
    .undecided{color:var(--faint)}
    @media print{main{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}body{font-size:11pt}}
    """
        .formatted(Palette.lightVariables(), Palette.darkVariables(), Palette.lightVariables());
  }
}
