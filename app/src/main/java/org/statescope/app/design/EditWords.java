package org.statescope.app.design;

import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.Prediction;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// Edits and what they promise, in words.
final class EditWords {
  private EditWords() {}

  static String of(PoleEdit edit) {
    return switch (edit) {
      case MovePole move ->
          Texts.text(
              "design.edit.move",
              move.layer(),
              move.system(),
              move.state(),
              PoleWords.complex(move.to()));
      case ClampPoles clamp ->
          Texts.text(
              "design.edit.clamp",
              place(clamp.layer(), clamp.system()),
              PoleWords.number(clamp.leastRate()),
              PoleWords.number(1 / clamp.leastRate()));
      case PruneState prune ->
          Texts.text("design.edit.prune", place(prune.layer(), prune.system()), prune.state());
      case TruncateLayer truncate ->
          Texts.text("design.edit.truncate", truncate.layer(), truncate.order());
    };
  }

  private static String place(int layer, int system) {
    return system == PoleEdit.ALL
        ? Texts.text("design.edit.layer", layer)
        : Texts.text("design.edit.system", layer, system);
  }

  /// The measured change of a response beside what it cannot exceed.
  static String of(Prediction prediction) {
    return switch (prediction) {
      case Prediction.Finite(double change, double frequency, double bound, var kind) ->
          change == 0 && bound == 0
              ? Texts.text("design.change.none")
              : Texts.text(
                  "design.change.finite",
                  PoleWords.number(change),
                  PoleWords.number(bound),
                  Texts.text("design.bound." + kind.name().toLowerCase(java.util.Locale.ROOT)));
      case Prediction.Unlimited(String reason) -> reason;
    };
  }

  /// What an edit promises for the system that it may change most.
  static String of(EditPromise promise) {
    if (promise.known().isEmpty()) {
      return Texts.text("design.change.working");
    }
    EditPromise.Known known = promise.known().get();
    String change = of(known.prediction());
    return known.systems() <= 1
        ? change
        : Texts.text(
            known.all() ? "design.change.worst" : "design.change.some",
            known.systems(),
            known.worst(),
            change);
  }
}
