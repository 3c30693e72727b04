package org.statescope.app.poles;

import java.util.List;
import java.util.function.Consumer;
import org.statescope.app.plot.FigureTable;

/// Every pair with both poles in both planes, and the distances.
///
/// @param first, second what the runs are called
record PairTable(String first, String second, PolePairs pairs) implements FigureTable {
  @Override
  public List<String> header() {
    return List.of(
        "first_run",
        "first_step",
        "second_run",
        "second_step",
        "layer",
        "system",
        "first_state",
        "second_state",
        "first_s_real",
        "first_s_imaginary",
        "second_s_real",
        "second_s_imaginary",
        "s_distance",
        "z_distance");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    PoleFrame one = pairs.first();
    PoleFrame other = pairs.second();
    for (PolePairs.Pair pair : pairs.pairs()) {
      taker.accept(
          List.of(
              first,
              Long.toString(one.step()),
              second,
              Long.toString(other.step()),
              Integer.toString(pair.layer()),
              Integer.toString(pair.system()),
              Integer.toString(one.layout().stateOf(pair.firstPole())),
              Integer.toString(other.layout().stateOf(pair.secondPole())),
              Double.toString(one.sReal()[pair.firstPole()]),
              Double.toString(one.sImaginary()[pair.firstPole()]),
              Double.toString(other.sReal()[pair.secondPole()]),
              Double.toString(other.sImaginary()[pair.secondPole()]),
              Double.toString(pair.sDistance()),
              Double.toString(pair.zDistance())));
    }
  }
}
