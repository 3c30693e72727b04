package org.statescope.app.structure;

import java.util.concurrent.CancellationException;
import org.statescope.analysis.gramian.Gramian;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.gramian.PrincipalDirections;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.stability.StabilityAnswer;
import org.statescope.analysis.structure.StructuralAnswer;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.LayerDynamics;

/// All that is known of one system and how it is known.
sealed interface SystemEvidence {
  /// What was asked about.
  Subject subject();

  /// A system of a snapshot.
  ///
  /// @param fromCheckpoint whether it is of a checkpoint, which has no steps
  record Subject(
      SelectedSystem place,
      ShownRun run,
      long step,
      SsmStructure structure,
      LayerBank bank,
      boolean fromCheckpoint) {
    LayerDynamics layer() {
      return bank.layer();
    }

    /// How many channels go by the system.
    int sharedBy() {
      return layer().channels() / layer().systems();
    }
  }

  /// The system could not be analysed.
  ///
  /// @param reason a sentence
  record Unknown(Subject subject, String reason) implements SystemEvidence {}

  /// The system was analysed.
  ///
  /// @param reach the numbers behind a rank of controllability
  /// @param sight the numbers behind a rank of observability
  /// @param gramians both, or why there are none
  record Known(
      Subject subject,
      StateSpace system,
      StabilityAnswer stability,
      StructuralAnswer controllability,
      StructuralAnswer observability,
      RankEvidence reach,
      RankEvidence sight,
      Spectra gramians)
      implements SystemEvidence {
    /// Whether A is a canonical form rebuilt from its poles.
    boolean isRebuilt() {
      return subject.structure.isCanonical();
    }
  }

  /// The Gramians with all that is read off them, or why there are none.
  sealed interface Spectra {
    record Computed(
        PrincipalDirections controllability,
        PrincipalDirections observability,
        HankelSingularValues hankel)
        implements Spectra {}

    record None(String reason) implements Spectra {}
  }

  /// Analyses a system; for a background thread.
  ///
  /// @throws CancellationException when it is told to stop
  static SystemEvidence of(Subject subject, BackgroundTasks.Progress progress) {
    try {
      step(progress, 0, "structure.task.rank");
      StateSpace system = subject.bank.system(subject.structure, subject.place.system());
      RankEvidence reach = RankEvidence.controllability(system.a(), system.b());
      RankEvidence sight = RankEvidence.observability(system.a(), system.c());
      step(progress, 0.1, "structure.task.gramians");
      Spectra gramians = spectra(system);
      step(progress, 0.25, "structure.task.control");
      StructuralAnswer controllability = StructuralAnswer.controllability(system);
      step(progress, 0.55, "structure.task.observe");
      StructuralAnswer observability = StructuralAnswer.observability(system);
      step(progress, 0.85, "structure.task.stability");
      StabilityAnswer stability = StabilityAnswer.of(system);
      return new Known(
          subject, system, stability, controllability, observability, reach, sight, gramians);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Unknown(subject, String.valueOf(e.getMessage()));
    }
  }

  private static Spectra spectra(StateSpace system) {
    return switch (Gramians.both(system)) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) ->
          new Spectra.Computed(
              PrincipalDirections.of(controllability),
              PrincipalDirections.of(observability),
              HankelSingularValues.of(controllability, observability));
      case GramianPairResult.Unstable(String reason) -> new Spectra.None(reason);
    };
  }

  private static void step(BackgroundTasks.Progress progress, double done, String key) {
    if (progress.isCancelled()) {
      throw new CancellationException("The analysis of a system was cancelled");
    }
    progress.report(done, Texts.text(key));
  }
}
