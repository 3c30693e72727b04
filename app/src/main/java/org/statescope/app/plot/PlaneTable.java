package org.statescope.app.plot;

import java.util.List;
import java.util.function.Consumer;

/// The poles of a map that knows nothing more of them than where they are.
record PlaneTable(PoleCloud poles) implements FigureTable {
  @Override
  public List<String> header() {
    return List.of("real", "imaginary");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    for (int i = 0; i < poles.size(); i++) {
      taker.accept(
          List.of(Double.toString(poles.real()[i]), Double.toString(poles.imaginary()[i])));
    }
  }
}
