package org.statescope.app.report;

import java.io.IOException;
import java.util.List;
import org.statescope.app.export.SvgFigure;
import org.statescope.app.plot.Figure;

/// A report as one page that needs nothing beside it: no script, no network, figures within. The
/// page is XML as well as HTML, so that any parser can check it.
final class HtmlReport {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--page:#f6f8fa;--surface:#ffffff;--ink:#24292f;--faint:#57606a;--line:#d8dee4}
      body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
      main{max-width:70rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
      h1{font-size:1.8rem;line-height:1.2;margin:0 0 .3rem}
      h2{font-size:1.25rem;margin:2.6rem 0 .6rem}
      h3{font-size:1rem;margin:1.6rem 0 .4rem}
      p{margin:.4rem 0;max-width:52rem;color:var(--faint)}
      figure{margin:1rem 0;padding:.8rem;background:var(--surface);border:1px solid var(--line);border-radius:8px;break-inside:avoid}
      .plots{display:flex;flex-wrap:wrap;gap:.8rem}
      .plots svg{flex:1 1 22rem;min-width:0;max-width:100%;height:auto}
      figcaption{font-size:.85rem;color:var(--faint);margin-top:.4rem}
      .wide{overflow-x:auto;margin:.8rem 0;background:var(--surface);border:1px solid var(--line);border-radius:8px}
      table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.4}
      th,td{padding:.4rem .7rem;text-align:left;vertical-align:top;white-space:nowrap}
      thead th{color:var(--faint);border-bottom:1px solid var(--line);vertical-align:bottom}
      tbody th{font-weight:400;color:var(--faint);position:sticky;left:0;background:var(--surface)}
      tbody tr+tr>*{border-top:1px solid var(--line)}
      tbody th.group{font-weight:600;color:var(--ink)}
      .numbers td,.numbers thead th+th{text-align:right;font-variant-numeric:tabular-nums}
      """;
  private static final String DARK =
      ":root{--page:#0d1117;--surface:#161b22;--ink:#e6edf3;--faint:#9da7b3;--line:#30363d}\n";
  private static final String PRINT =
      """
      @media print{@page{size:A4 landscape;margin:12mm}:root{--page:#ffffff}body{font-size:9pt}main{max-width:none;padding:0}.wide{overflow:visible}h2,h3{break-after:avoid}tr{break-inside:avoid}th,td{white-space:normal;overflow-wrap:anywhere;padding:.2rem .4rem}}
      """;

  private final StringBuilder body = new StringBuilder();
  private int figures;

  private HtmlReport() {}

  static String of(Report report) throws IOException {
    HtmlReport html = new HtmlReport();
    for (Block block : report.blocks()) {
      switch (block) {
        case Block.Heading heading -> html.heading(heading);
        case Block.Note note -> html.element("p", note.words());
        case Block.Table table -> html.table(table);
        case Block.Figures plots -> html.figures(plots);
      }
    }
    return html.page(report);
  }

  private void heading(Block.Heading heading) {
    element(heading.large() ? "h2" : "h3", heading.words());
  }

  private void element(String name, String words) {
    body.append("<%s>%s</%1$s>\n".formatted(name, escaped(words)));
  }

  private void table(Block.Table table) {
    body.append(
        "<div class=\"wide\"><table%s>\n<thead><tr>"
            .formatted(table.numbers() ? " class=\"numbers\"" : ""));
    table.head().forEach(cell -> body.append("<th>%s</th>".formatted(escaped(cell))));
    body.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> row(row, table.head().size()));
    body.append("</tbody>\n</table></div>\n");
  }

  private void row(List<String> row, int columns) {
    if (row.size() < columns) {
      body.append(
          "<tr><th class=\"group\" colspan=\"%d\">%s</th></tr>\n"
              .formatted(columns, escaped(row.getFirst())));
      return;
    }
    body.append("<tr><th>%s</th>".formatted(escaped(row.getFirst())));
    row.stream().skip(1).forEach(cell -> body.append("<td>%s</td>".formatted(escaped(cell))));
    body.append("</tr>\n");
  }

  private void figures(Block.Figures plots) throws IOException {
    body.append("<figure><div class=\"plots\">\n");
    for (Figure figure : plots.figures()) {
      body.append(SvgFigure.element(figure, "f" + figures++ + "-"));
    }
    body.append("</div>");
    if (!plots.caption().isEmpty()) {
      body.append("<figcaption>%s</figcaption>".formatted(escaped(plots.caption())));
    }
    body.append("</figure>\n");
  }

  private String page(Report report) {
    return """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>%s</title>
    <style>
    """
            .formatted(escaped(report.title()))
        + STYLE
        + "@media screen and (prefers-color-scheme:dark){\n"
        + DARK
        + DarkColours.rules(body.toString())
        + "}\n"
        + PRINT
        + """
        </style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        <p>%s</p>
        """
            .formatted(escaped(report.title()), escaped(report.subtitle()))
        + body
        + "</main>\n</body>\n</html>\n";
  }

  /// XML has no place for control characters: they become the sign of what cannot be shown.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
  }
}
