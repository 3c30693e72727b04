package org.statescope.app.report;

import java.util.List;
import org.statescope.app.plot.Figure;

/// A part of a report.
sealed interface Block {

  /// @param large whether it begins a section
  record Heading(String words, boolean large) implements Block {}

  /// What stands below a heading or a table to explain it.
  record Note(String words) implements Block {}

  /// @param head words above the columns; the first column names the rows
  /// @param rows each as wide as the head; a row of one cell is a heading among them
  /// @param numbers whether all columns but the first hold numbers
  record Table(List<String> head, List<List<String>> rows, boolean numbers) implements Block {
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
      for (List<String> row : rows) {
        if (row.size() != head.size() && row.size() != 1) {
          throw new IllegalArgumentException(
              "The table has %d columns but a row %d cells.".formatted(head.size(), row.size()));
        }
      }
    }
  }

  /// Figures that belong beside one another.
  record Figures(List<Figure> figures, String caption) implements Block {
    public Figures {
      figures = List.copyOf(figures);
    }
  }
}
