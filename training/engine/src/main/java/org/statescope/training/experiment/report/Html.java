package org.statescope.training.experiment.report;

import java.util.List;

/// Builds the page's elements. The page is XML as well as HTML, so that any parser can check it.
final class Html {
  private final StringBuilder content = new StringBuilder();

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  Html section(String id, String heading) {
    content.append("<h2 id=\"%s\">%s</h2>\n".formatted(escaped(id), escaped(heading)));
    return this;
  }

  Html paragraph(String text) {
    content.append("<p>%s</p>\n".formatted(escaped(text)));
    return this;
  }

  Html note(String text) {
    content.append("<p class=\"note\">%s</p>\n".formatted(escaped(text)));
    return this;
  }

  /// A cell: its text and the classes of its element.
  record Cell(String text, String classes) {
    static Cell words(String text) {
      return new Cell(text, "");
    }

    static Cell number(String text) {
      return new Cell(text, "number");
    }

    static Cell name(String text) {
      return new Cell(text, "name");
    }
  }

  /// A table; its first row is the head.
  Html table(List<Cell> head, List<List<Cell>> rows) {
    content.append("<div class=\"wide\"><table>\n<thead>");
    row(head, "th");
    content.append("</thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "The table has %d columns but a row %d cells.".formatted(head.size(), row.size()));
      }
      row(row, "td");
    }
    content.append("</tbody>\n</table></div>\n");
    return this;
  }

  private void row(List<Cell> cells, String element) {
    content.append("<tr>");
    for (Cell cell : cells) {
      String classes =
          cell.classes().isEmpty() ? "" : " class=\"%s\"".formatted(escaped(cell.classes()));
      content.append("<%s%s>%s</%s>".formatted(element, classes, escaped(cell.text()), element));
    }
    content.append("</tr>\n");
  }

  Html figure(Svg svg, String caption) {
    content.append(
        "<figure>\n%s<figcaption>%s</figcaption>\n</figure>\n".formatted(svg, escaped(caption)));
    return this;
  }

  /// The whole page.
  String page(String title, String subtitle) {
    return """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    <p class="subtitle">%s</p>
    %s</main>
    </body>
    </html>
    """
        .formatted(escaped(title), StyleSheet.text(), escaped(title), escaped(subtitle), content);
  }
}
