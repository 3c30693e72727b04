package org.statescope.training.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.statescope.analysis.design.AppliedEdit;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.training.run.design.EditOutcome;
import org.statescope.training.run.design.SystemPrediction;

/// What each edit does to the frozen responses, of a few systems where it changes many.
final class EditOutcomes {
  /// Systems of an edit whose change is computed.
  private static final int MOST_SYSTEMS = 32;

  private EditOutcomes() {}

  /// The outcomes in the order of the edits.
  static List<EditOutcome> of(EditedNetwork edited, EditProgress progress) {
    List<EditOutcome> outcomes = new ArrayList<>();
    for (AppliedEdit edit : edited.applied()) {
      outcomes.add(of(edit));
      progress.predicted(outcomes.size(), edited.applied().size());
    }
    return outcomes;
  }

  private static EditOutcome of(AppliedEdit edit) {
    List<SystemPrediction> predictions =
        chosen(edit).stream()
            .map(
                system ->
                    new SystemPrediction(system, edit.predict(system), edit.balancedBound(system)))
            .toList();
    return new EditOutcome(
        edit.systems().length,
        edit.movedPoles(),
        edit.removedStates().stream().sorted().toList(),
        predictions);
  }

  /// Those with the largest bounds, which cost little in diagonal layers, or an even share.
  private static List<Integer> chosen(AppliedEdit edit) {
    int[] systems = edit.systems();
    if (systems.length <= MOST_SYSTEMS) {
      return IntStream.of(systems).boxed().toList();
    }
    if (edit.before() instanceof CompanionBank || edit.before() instanceof SchwarzBank) {
      return IntStream.range(0, MOST_SYSTEMS)
          .mapToObj(i -> systems[(int) ((long) i * systems.length / MOST_SYSTEMS)])
          .toList();
    }
    return IntStream.of(systems)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer system) -> -edit.bound(system)))
        .limit(MOST_SYSTEMS)
        .toList();
  }
}
