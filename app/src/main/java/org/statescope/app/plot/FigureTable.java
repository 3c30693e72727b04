package org.statescope.app.plot;

import java.util.List;
import java.util.function.Consumer;

/// The numbers of a figure, row by row: a million rows are made one after the other, when they are
/// written.
public interface FigureTable {
  List<String> header();

  /// Hands every row to the taker; a row has as many cells as the header.
  void rows(Consumer<List<String>> taker);
}
