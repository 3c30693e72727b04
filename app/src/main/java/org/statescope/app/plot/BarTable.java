package org.statescope.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The values of bars: a row for each place, a column for each series.
record BarTable(BarScene scene) implements FigureTable {
  @Override
  public List<String> header() {
    List<String> header = new ArrayList<>(List.of("place"));
    for (int k = 0; k < scene.series().size(); k++) {
      header.add("value " + (k + 1));
    }
    return header;
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    for (int place = 0; place < scene.places(); place++) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(place + 1)));
      for (BarScene.Series series : scene.series()) {
        row.add(Double.toString(series.values()[place]));
      }
      taker.accept(row);
    }
  }
}
