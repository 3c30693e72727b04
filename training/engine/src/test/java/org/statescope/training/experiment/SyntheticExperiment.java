package org.statescope.training.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.statescope.training.experiment.evidence.ConstraintMeter;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.Presets;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;
import org.statescope.training.run.event.EventWriter;
import org.statescope.training.run.event.Tags;

/// An experiment's folder with chosen results and no training.
public final class SyntheticExperiment {
  public static final long STEPS = 40;
  public static final long EVALUATE_EVERY = 10;
  private static final double FIRST_LOSS = 5.5;

  private final ExperimentFolder folder;
  private final ExperimentPlan plan;

  public SyntheticExperiment(Path path, int seeds) throws IOException {
    plan =
        new ExperimentPlan(
            ExperimentKind.S_MAMBA_VS_MAMBA,
            "tiny",
            List.of(variant("mamba"), variant("sc-mamba")),
            LongStream.rangeClosed(1, seeds).boxed().toList());
    folder =
        ExperimentFolder.openOrCreate(
            path,
            plan,
            new TreeMap<>(Map.of("statescope", "test <&>")),
            new Machine("test", 2, 2, "test"));
    for (PlannedRun run : plan.runs()) {
      folder.runFolder(run);
    }
  }

  private static Variant variant(String name) {
    RunConfiguration preset = Presets.get(ExperimentKind.presetOf(name, "tiny"));
    return new Variant(name, preset.toBuilder().steps(STEPS).evaluateEvery(EVALUATE_EVERY).build());
  }

  public ExperimentFolder folder() {
    return folder;
  }

  public PlannedRun run(String variant, long seed) {
    return plan.runs().stream()
        .filter(run -> run.variant().name().equals(variant) && run.seed() == seed)
        .findFirst()
        .orElseThrow();
  }

  /// Makes a run finished with this validation perplexity and this speed of every step.
  public void finish(PlannedRun run, double perplexity, double tokensPerSecond) throws IOException {
    RunFolder runFolder = folder.runFolder(run);
    double last = Math.log(perplexity);
    try (EventWriter events = EventWriter.open(runFolder.path())) {
      for (long step = 0; step <= STEPS; step++) {
        double loss = last + (FIRST_LOSS - last) * (STEPS - step) / STEPS;
        Instant now = Instant.now();
        if (step > 0) {
          events.scalars(
              step, now, Map.of(Tags.TRAIN_LOSS, loss, Tags.TOKENS_PER_SECOND, tokensPerSecond));
        }
        if (step % EVALUATE_EVERY == 0) {
          events.scalar(step, now, Tags.VALIDATION_LOSS, loss);
        }
      }
    }
    writeStatus(runFolder, RunState.FINISHED, STEPS, null);
  }

  public void fail(PlannedRun run, String reason) throws IOException {
    writeStatus(folder.runFolder(run), RunState.FAILED, 3, reason);
  }

  private static void writeStatus(RunFolder run, RunState state, long step, String reason)
      throws IOException {
    run.writeStatus(
        new RunStatus(
            state,
            Instant.now(),
            ProcessIdentity.current(),
            step,
            STEPS,
            0,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "cpu",
            reason));
  }

  /// Reports that a stability rule changed so many entries at each step.
  public void changeEntries(PlannedRun run, double count) throws IOException {
    try (EventWriter events = EventWriter.open(folder.runPath(run))) {
      for (long step = 1; step <= STEPS; step++) {
        events.scalar(step, Instant.now(), ConstraintMeter.TAG, count);
      }
    }
  }

  /// Gives a run one layer of one system with these poles before and after.
  public void poles(PlannedRun run, double[] before, double[] after) throws IOException {
    write(run, 0, before);
    write(run, STEPS, after);
  }

  /// @param poles real and imaginary parts in turn
  private void write(PlannedRun run, long step, double[] poles) throws IOException {
    int order = poles.length / 2;
    double[] real = new double[order];
    double[] imaginary = new double[order];
    for (int i = 0; i < order; i++) {
      real[i] = poles[2 * i];
      imaginary[i] = poles[2 * i + 1];
    }
    List<LayerDynamics> layers = new ArrayList<>();
    layers.add(
        new LayerDynamics(
            0,
            real,
            imaginary,
            1,
            order,
            new float[LayerDynamics.quantiles().length],
            1,
            new double[order],
            new double[order],
            new double[1],
            new double[] {Double.NaN}));
    new DynamicsFolder(folder.runPath(run))
        .write(new DynamicsSnapshot(step, SsmStructure.SC_MAMBA, Discretisation.BILINEAR, layers));
  }

  /// Keeps a session in which other programs kept so many processors busy.
  public void session(PlannedRun run, double processorsBusyElsewhere) throws IOException {
    Instant begin = Instant.now();
    folder.keep(
        new WorkerSession(
            run.name(),
            begin,
            begin.plusSeconds(10),
            0,
            OptionalLong.of(123_000_000),
            OptionalDouble.of(processorsBusyElsewhere)));
  }
}
