package org.statescope.benchmarks;

import java.util.List;
import java.util.Random;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// The recurrence of one layer alone, in seconds.
public record ScanTimes(double forward, double both) {
  /// The presets whose recurrence is measured, at batch 8, length 256, 256 channels and order 16.
  public static final List<String> PRESETS = List.of("mamba-tiny", "sc-mamba-tiny");

  private static final int WARMUP = 20;
  private static final int REPEATS = 30;

  static ScanTimes measure(CpuBackend backend, RunConfiguration run) {
    int batch = run.batch();
    int length = run.length();
    int channels = run.model().channels();
    int order = run.model().order();
    Tape tape = new Tape(backend);
    Tensor u = tape.parameter("u", Shape.of(batch, length, channels));
    Tensor step = tape.parameter("step", Shape.of(batch, length, channels));
    Tensor z = tape.parameter("z", Shape.of(batch, length, channels));
    Tensor bias = tape.parameter("bias", Shape.of(channels));
    Tensor d = tape.parameter("D", Shape.of(channels));
    Tensor b = tape.parameter("B", Shape.of(batch, length, order));
    Tensor c = tape.parameter("C", Shape.of(batch, length, order));
    Tensor y = tape.activation("y", Shape.of(batch, length, channels));
    boolean diagonal = run.model().structure() == SsmStructure.MAMBA;
    Tensor a =
        diagonal
            ? tape.parameter("A", Shape.of(channels, order))
            : tape.parameter("a", Shape.of(order));
    ScanSignals signals = new ScanSignals(batch, u, step, bias, true, d, z);
    Operation scan =
        switch (run.model().structure()) {
          case MAMBA -> backend.selectiveScan(signals, Discretisation.EULER, a, b, c, y);
          case SC_MAMBA -> backend.companionScan(signals, a, c, y);
          case SO_MAMBA -> backend.observableCompanionScan(signals, a, b, y);
          case ROUTH_SCHWARZ -> backend.schwarzScan(signals, a, c, y);
          case ROUTH_SCHWARZ_DUAL -> backend.schwarzDualScan(signals, a, b, y);
          case MAMBA2 -> throw new IllegalArgumentException("Mamba-2 has no scan of this kind.");
        };
    tape.record(scan, y, u, step, z, bias, d, b, c, a);
    tape.recordLoss(backend.crossEntropy(new Tokens(batch, length), y), y);
    tape.seal();
    Random random = new Random(1);
    for (Tensor tensor : tape.parameters()) {
      for (int i = 0; i < tensor.shape().count(); i++) {
        double value =
            tensor == a ? (diagonal ? -1 : 1) * (0.1 + random.nextDouble()) : random.nextGaussian();
        tensor.set(i / tensor.columns(), i % tensor.columns(), value);
      }
    }
    double forward = Stopwatch.median(WARMUP, REPEATS, scan::forward);
    double both =
        Stopwatch.median(
            WARMUP,
            REPEATS,
            () -> {
              scan.forward();
              scan.backward();
            });
    return new ScanTimes(forward, both);
  }
}
