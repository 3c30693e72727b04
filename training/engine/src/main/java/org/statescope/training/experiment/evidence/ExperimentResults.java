package org.statescope.training.experiment.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.statescope.training.experiment.ExperimentFolder;
import org.statescope.training.experiment.ExperimentManifest;
import org.statescope.training.experiment.ExperimentPlan;
import org.statescope.training.experiment.PlannedRun;
import org.statescope.training.experiment.Variant;
import org.statescope.training.experiment.WorkerSession;
import org.statescope.training.run.RunFolder;

/// All that an experiment measured.
///
/// @param variants the baseline first
public record ExperimentResults(ExperimentManifest manifest, List<VariantResult> variants) {
  /// Other programs that keep more than this many processors busy on average disturb a time.
  public static final double SHARED_ABOVE = 0.25;

  public ExperimentResults {
    variants = List.copyOf(variants);
  }

  /// Reads what the experiment's folder holds; runs that are not finished are told but enter no
  /// comparison.
  public static ExperimentResults read(ExperimentFolder folder) throws IOException {
    ExperimentManifest manifest = folder.manifest();
    ExperimentPlan plan = manifest.plan();
    List<WorkerSession> sessions = folder.sessions();
    List<VariantResult> variants = new ArrayList<>();
    for (Variant variant : plan.variants()) {
      List<RunEvidence> runs = new ArrayList<>();
      for (long seed : plan.seeds()) {
        PlannedRun run = new PlannedRun(variant, seed);
        if (RunFolder.isRunFolder(folder.runPath(run))) {
          runs.add(RunEvidence.read(folder, run, sessions));
        }
      }
      VariantResult result = new VariantResult(variant, runs, Optional.empty());
      variants.add(
          variants.isEmpty()
              ? result
              : new VariantResult(
                  variant, runs, Optional.of(BaselineComparison.of(result, variants.getFirst()))));
    }
    return new ExperimentResults(manifest, variants);
  }

  public VariantResult baseline() {
    return variants.getFirst();
  }

  public ExperimentPlan plan() {
    return manifest.plan();
  }

  public List<RunEvidence> runs() {
    return variants.stream().flatMap(variant -> variant.runs().stream()).toList();
  }

  public long finishedRuns() {
    return runs().stream().filter(RunEvidence::finished).count();
  }

  /// Processors that other programs kept busy, in the run that was disturbed most; absent where
  /// nothing was measured.
  public OptionalDouble mostBusyElsewhere() {
    return runs().stream().flatMapToDouble(run -> run.processorsBusyElsewhere().stream()).max();
  }
}
