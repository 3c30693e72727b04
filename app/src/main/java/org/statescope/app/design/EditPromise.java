package org.statescope.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.design.AppliedEdit;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.Prediction;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.texts.Texts;

/// An edit and what it does to the responses.
///
/// @param edit the edit
/// @param known what it does; empty while it is computed
record EditPromise(PoleEdit edit, Optional<Known> known) {
  /// Where a bound costs the norm of a whole system, no more than so many are computed.
  private static final int MOST_NORMS = 64;

  /// @param systems how many systems it changed
  /// @param worst the system with the largest bound of those looked at, from 0
  /// @param all whether all changed systems were looked at
  /// @param prediction for the worst system
  record Known(int systems, int worst, boolean all, Prediction prediction) {}

  static EditPromise unknown(PoleEdit edit) {
    return new EditPromise(edit, Optional.empty());
  }

  /// Makes the edits and asks each what it did; returns early when cancelled.
  static List<EditPromise> of(DesignSubject model, PoleEdits edits, Progress progress) {
    List<EditPromise> promises = new ArrayList<>();
    for (AppliedEdit applied : model.untouched().remade(edits).applied()) {
      if (progress.isCancelled()) {
        break;
      }
      progress.report(
          (double) promises.size() / edits.size(),
          Texts.text("design.task.promise.edit", promises.size() + 1, edits.size()));
      promises.add(new EditPromise(applied.edit(), known(applied)));
    }
    return promises;
  }

  private static Optional<Known> known(AppliedEdit applied) {
    int[] systems = applied.systems();
    if (systems.length == 0) {
      return Optional.of(new Known(0, 0, true, applied.predict(0)));
    }
    boolean expensive =
        switch (applied.before()) {
          case CompanionBank any -> true;
          case SchwarzBank any -> true;
          case DenseBank any -> true;
          default -> false;
        };
    int looked = expensive ? Math.min(systems.length, MOST_NORMS) : systems.length;
    int worst = systems[0];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < looked; i++) {
      double bound = applied.bound(systems[i]);
      if (bound > most) {
        most = bound;
        worst = systems[i];
      }
    }
    return Optional.of(
        new Known(systems.length, worst, looked == systems.length, applied.predict(worst)));
  }
}
