package org.statescope.app.structure;

import java.util.Arrays;
import java.util.Collection;
import org.statescope.app.plot.HeatLegend;
import org.statescope.app.plot.HeatScene;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// From values to places on the colour scale, by decades, one scale for all runs on the page. Few
/// extreme values among many do not take the scale from the others: they get the colour of its
/// ends, and the legend says so.
///
/// @param worst value at the dark end
/// @param best value at the bright end
/// @param trimmed whether some values lie beyond the ends
record HeatScale(Quantity quantity, double worst, double best, boolean trimmed) {
  /// The share of values at either end that the scale may leave out.
  private static final double LEFT_OUT = 0.005;

  static HeatScale of(Quantity quantity, Collection<RunCensus> runs) {
    double[] values =
        runs.stream()
            .flatMap(run -> run.systems())
            .filter(system -> !quantity.isBroken(system))
            .mapToDouble(quantity::of)
            .filter(value -> value > 0 && Double.isFinite(value))
            .sorted()
            .toArray();
    if (values.length == 0) {
      return new HeatScale(quantity, 1, 1, false);
    }
    int out = (int) (LEFT_OUT * values.length);
    double low = values[out];
    double high = values[values.length - 1 - out];
    boolean trimmed = low > values[0] || high < values[values.length - 1];
    return quantity.isWorseWhenLarge()
        ? new HeatScale(quantity, high, low, trimmed)
        : new HeatScale(quantity, low, high, trimmed);
  }

  /// The place of a system: 0 for the worst, 1 for the best.
  double position(SystemCensus system) {
    if (quantity.isBroken(system)) {
      return HeatScene.BROKEN;
    }
    double value = quantity.of(system);
    if (Double.isNaN(value)) {
      return Double.NaN;
    }
    if (value <= 0) {
      return 0;
    }
    if (Double.isInfinite(value)) {
      return quantity.isWorseWhenLarge() ? 0 : 1;
    }
    return worst == best ? 1 : Math.clamp(Math.log(value / worst) / Math.log(best / worst), 0, 1);
  }

  /// The value at the dark end in words.
  String worstWords() {
    return end("structure.legend.worst", worst);
  }

  /// The value at the bright end in words.
  String bestWords() {
    return end("structure.legend.best", best);
  }

  /// What the hatch means; empty where nothing is hatched.
  String brokenWords() {
    return quantity.needsStability() ? Texts.text("structure.legend.unstable") : "";
  }

  /// What is measured, with its unit.
  String unitWords() {
    return Texts.text(quantity.key() + ".unit");
  }

  void show(HeatLegend legend) {
    legend.show(unitWords(), worstWords(), bestWords(), brokenWords());
  }

  private String end(String key, double value) {
    return Texts.text(
        trimmed ? "structure.legend.beyond" : "structure.legend.end",
        Texts.text(key),
        PoleWords.number(value));
  }

  /// Positions of the cells of a run, row by row; a missing system is NaN.
  double[] positions(RunCensus run) {
    double[] positions = new double[run.layers().size() * run.columns()];
    Arrays.fill(positions, Double.NaN);
    for (int layer = 0; layer < run.layers().size(); layer++) {
      int row = layer * run.columns();
      LayerCensus census = run.layers().get(layer);
      for (int system = 0; system < census.count(); system++) {
        int at = row + system;
        census.system(system).ifPresent(each -> positions[at] = position(each));
      }
    }
    return positions;
  }
}
