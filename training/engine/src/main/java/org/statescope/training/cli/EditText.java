package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.statescope.analysis.design.BoundKind;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.Prediction;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.training.run.design.DesignStage;
import org.statescope.training.run.design.EditOutcome;

/// What edits did, in words.
final class EditText {
  private EditText() {}

  static void print(DesignStage stage, PrintWriter out) {
    TextTable table =
        new TextTable("edit", "systems", "poles moved", "states left out", "change", "bound");
    for (int i = 0; i < stage.outcomes().size(); i++) {
      EditOutcome outcome = stage.outcomes().get(i);
      Prediction.Finite most = most(outcome);
      boolean limited =
          outcome.predictions().stream()
              .noneMatch(each -> each.prediction() instanceof Prediction.Unlimited);
      table.row(
          name(stage.edits().list().get(i)),
          Integer.toString(outcome.systems()),
          Integer.toString(outcome.movedPoles()),
          Integer.toString(outcome.removedStates().size()),
          limited ? number(most.change()) : "without limit",
          limited ? number(most.bound()) : "none");
    }
    table.print(out);
    if (!stage.outcomes().isEmpty()) {
      out.println(
          "Change and bound: the most that the gain of a frozen system changes at any frequency,"
              + " with ones in the place of B and C.");
    }
    stage
        .largestPoleError()
        .ifPresent(
            error ->
                out.printf(
                    "The written poles that stand alone are within %s of the asked ones, relative"
                        + " to their size.%n",
                    number(error)));
  }

  /// Which tensors got more bits than they had.
  ///
  /// @param widened their types in the source, by name
  static void printWidened(Map<String, String> widened, PrintWriter out) {
    if (!widened.isEmpty()) {
      out.printf(
          "Written as F32 and not as %s, which is too coarse for a pole: %s.%n",
          String.join(" and ", new TreeSet<>(widened.values())),
          String.join(", ", widened.keySet()));
    }
  }

  /// The greatest change of a system; 0 where there is none.
  private static Prediction.Finite most(EditOutcome outcome) {
    return outcome.predictions().stream()
        .filter(each -> each.prediction() instanceof Prediction.Finite)
        .map(each -> (Prediction.Finite) each.prediction())
        .max(Comparator.comparingDouble(Prediction.Finite::change))
        .orElse(new Prediction.Finite(0, 0, 0, BoundKind.MODAL_SUM));
  }

  private static String name(PoleEdit edit) {
    return switch (edit) {
      case MovePole move ->
          "move %d,%d,%d to %s"
                  .formatted(move.layer(), move.system(), move.state(), number(move.to().real()))
              + (move.to().isReal() ? "" : " ± " + number(Math.abs(move.to().imaginary())) + "i");
      case ClampPoles clamp -> "clamp %d,%s".formatted(clamp.layer(), system(clamp.system()));
      case PruneState prune ->
          "prune %d,%s,%d".formatted(prune.layer(), system(prune.system()), prune.state());
      case TruncateLayer truncate ->
          "truncate %d to %d".formatted(truncate.layer(), truncate.order());
    };
  }

  private static String system(int system) {
    return system == PoleEdit.ALL ? "all" : Integer.toString(system);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
