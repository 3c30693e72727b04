package org.statescope.app.design;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.plot.FigureTable;

/// The poles of a system before and after the edits as a table for a file.
record PoleTable(DesignScene scene, Optional<Sampling> sampling) implements FigureTable {
  @Override
  public List<String> header() {
    return List.of("state", "when", "s real", "s imaginary", "z real", "z imaginary");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    if (scene.shown().isEmpty() || sampling.isEmpty()) {
      return;
    }
    Comparison shown = scene.shown().get();
    write(shown.polesBefore(), "before", taker);
    write(shown.poles(), "after", taker);
  }

  private void write(List<Complex> poles, String when, Consumer<List<String>> taker) {
    Sampling how = sampling.orElseThrow();
    for (int state = 0; state < poles.size(); state++) {
      boolean gone = when.equals("after") && !scene.isPresent(state);
      Complex s = how.s(poles.get(state));
      Complex z = how.z(poles.get(state));
      taker.accept(
          List.of(
              Integer.toString(state),
              gone ? "removed" : when,
              Double.toString(s.real()),
              Double.toString(s.imaginary()),
              Double.toString(z.real()),
              Double.toString(z.imaginary())));
    }
  }
}
