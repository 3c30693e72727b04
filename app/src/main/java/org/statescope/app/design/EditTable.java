package org.statescope.app.design;

import java.util.List;
import java.util.function.Consumer;
import org.statescope.analysis.design.Prediction;
import org.statescope.app.plot.FigureTable;

/// The edits and their promises as a table for a file. What is not known is an empty cell.
record EditTable(List<EditPromise> promises) implements FigureTable {
  EditTable {
    promises = List.copyOf(promises);
  }

  @Override
  public List<String> header() {
    return List.of("edit", "changes", "systems", "worst system", "H-infinity change", "bound");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    for (int i = 0; i < promises.size(); i++) {
      EditPromise promise = promises.get(i);
      String number = Integer.toString(i + 1);
      String words = EditWords.of(promise.edit());
      taker.accept(
          promise
              .known()
              .map(known -> row(number, words, known))
              .orElse(List.of(number, words, "", "", "", "")));
    }
  }

  private static List<String> row(String number, String words, EditPromise.Known known) {
    String systems = Integer.toString(known.systems());
    String worst = Integer.toString(known.worst());
    return switch (known.prediction()) {
      case Prediction.Finite(double change, double frequency, double bound, var kind) ->
          List.of(number, words, systems, worst, Double.toString(change), Double.toString(bound));
      case Prediction.Unlimited unlimited -> List.of(number, words, systems, worst, "", "");
    };
  }
}
