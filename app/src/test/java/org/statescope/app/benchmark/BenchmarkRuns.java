package org.statescope.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.statescope.app.plot.SampleRuns;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// Run folders as large as a researcher's.
final class BenchmarkRuns {
  static final String LONG = "long";
  static final String POLES = "poles";
  static final int LONG_RUNS = 20;
  static final long LONG_STEPS = 100_000;

  /// 64 layers of 1024 channels of order 16 have 1,048,576 poles.
  private static final int LAYERS = 64;

  private static final int WIDTH = 512;
  private static final int ORDER = 16;

  private BenchmarkRuns() {}

  /// Twenty finished runs of a hundred thousand steps.
  static void writeLong(Path root) throws IOException {
    for (int seed = 0; seed < LONG_RUNS; seed++) {
      RunConfiguration configuration =
          Presets.get("sc-mamba-tiny").toBuilder()
              .name(LONG + " " + seed)
              .steps(LONG_STEPS)
              .seed(seed)
              .build();
      RunFolder folder = RunFolder.create(root, configuration);
      SampleRuns.appendScalars(folder, 1, LONG_STEPS, seed);
      finish(folder, configuration, LONG_STEPS);
    }
  }

  /// A finished run with a snapshot of a million poles.
  static void writePoles(Path root) throws IOException {
    RunConfiguration preset = Presets.get("mamba-130m");
    ModelConfiguration model =
        preset.model().toBuilder().layers(LAYERS).modelWidth(WIDTH).order(ORDER).build();
    RunConfiguration configuration =
        preset.toBuilder().name(POLES).model(model).steps(LONG_STEPS).build();
    RunFolder folder = RunFolder.create(root, configuration);
    SampleRuns.appendScalars(folder, 1, 1000, 1);
    SampleRuns.writeDynamics(folder, 1, 1000);
    finish(folder, configuration, 1000);
  }

  private static void finish(RunFolder folder, RunConfiguration configuration, long lastStep)
      throws IOException {
    folder.writeStatus(
        org.statescope.app.sample.SampleRuns.status(
            configuration, RunState.FINISHED, ProcessIdentity.current(), lastStep, 1.5));
  }
}
