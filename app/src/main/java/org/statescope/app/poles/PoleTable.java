package org.statescope.app.poles;

import java.util.List;
import java.util.function.Consumer;
import org.statescope.app.plot.FigureTable;

/// Every pole of a pair of maps with its address and its place in both planes.
record PoleTable(PoleMapData data) implements FigureTable {
  @Override
  public List<String> header() {
    return List.of(
        "run",
        "step",
        "layer",
        "channel",
        "state",
        "s_real",
        "s_imaginary",
        "z_real",
        "z_imaginary");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    for (int i = 0; i < data.poleOf().length; i++) {
      RunFrames frames = data.frames().get(data.runOf()[i]);
      int pole = data.poleOf()[i];
      frames.now().ifPresent(now -> taker.accept(row(frames.run().label(), now, pole)));
    }
  }

  private static List<String> row(String run, PoleFrame now, int pole) {
    return List.of(
        run,
        Long.toString(now.step()),
        Integer.toString(now.layout().layerOf(pole)),
        Integer.toString(now.channelOf(pole)),
        Integer.toString(now.layout().stateOf(pole)),
        Double.toString(now.sReal()[pole]),
        Double.toString(now.sImaginary()[pole]),
        Double.toString(now.zReal()[pole]),
        Double.toString(now.zImaginary()[pole]));
  }
}
