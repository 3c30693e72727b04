package org.statescope.app.plot;

import java.util.List;
import java.util.function.Consumer;

/// The cells of a heat map, one after the other, in the words they say when pointed at.
record HeatTable(HeatScene scene) implements FigureTable {
  @Override
  public List<String> header() {
    return List.of("row", "column", "value");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    for (int row = 0; row < scene.rows(); row++) {
      for (int column = 0; column < scene.columns(); column++) {
        taker.accept(
            List.of(
                Integer.toString(row), Integer.toString(column), scene.words().apply(row, column)));
      }
    }
  }
}
