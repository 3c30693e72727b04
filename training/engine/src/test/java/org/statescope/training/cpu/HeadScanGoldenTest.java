package org.statescope.training.cpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.Tensor;

/// The reference takes the logarithm A_t of the decay and an input X_t that no step multiplies.
/// Here a = −1, Δ = −A and u = X / Δ give the same; then dX = du / Δ and dA = Σ u dX − dΔ.
class HeadScanGoldenTest {
  private static final double DOUBLE = 1e-10;
  private static final double SINGLE = 2e-5;

  static List<Path> cases() throws IOException {
    return Golden.family("ssd_");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plainScanAgreesInDouble(Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = new PlainBackend()) {
      new Case(golden).check(backend, "f64.", DOUBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fastScanAgreesInSingle(Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = CpuBackend.create(2)) {
      new Case(golden).check(backend, "f32.", SINGLE);
    }
  }

  private static final class Case {
    private final Golden golden;
    private final int batch;
    private final int length;
    private final int heads;
    private final int width;
    private final int order;
    private final double[] steps;

    Case(Golden golden) {
      this.golden = golden;
      batch = golden.size("in.X", 0);
      length = golden.size("in.X", 1);
      heads = golden.size("in.X", 2);
      width = golden.size("in.X", 3);
      order = golden.size("in.B", 3);
      steps = Arrays.stream(golden.values("in.A")).map(a -> -a).toArray();
    }

    void check(Backend backend, String precision, double tolerance) {
      Trial trial = new Trial(backend);
      double[] x = golden.values("in.X");
      for (int i = 0; i < x.length; i++) {
        x[i] /= steps[i / width];
      }
      Tensor u = trial.input("X", x, batch, length, heads * width);
      Tensor step = trial.input("A", steps, batch, length, heads);
      Tensor b = trial.input("B", golden.values("in.B"), batch, length, heads * order);
      Tensor c = trial.input("C", golden.values("in.C"), batch, length, heads * order);
      Tensor initial =
          golden.has("in.initial_states")
              ? trial.input(
                  "initial_states", golden.values("in.initial_states"), batch, heads * width, order)
              : null;
      double[] minusOnes = new double[heads];
      Arrays.fill(minusOnes, -1);
      Tensor rates = trial.input("rates", minusOnes, heads);
      HeadSignals signals =
          new HeadSignals(
              batch,
              heads,
              Integer.parseInt(golden.fact("block_len")),
              u,
              step,
              null,
              false,
              b,
              c,
              null,
              initial);
      Tensor y = trial.output(batch, length, heads * width);
      RecurrentOperation scan = backend.headScan(signals, Discretisation.EULER, rates, y);
      trial.run(scan, y, golden.values("in.gy"), trial.inputs().toArray(Tensor[]::new));
      near(precision + "Y", Trial.values(y), tolerance);
      near(precision + "final_state", finalStates(scan), tolerance);
      double[] ofInput = Trial.gradients(u);
      double[] ofDecay = Trial.gradients(step);
      for (int i = 0; i < ofDecay.length; i++) {
        ofDecay[i] = -ofDecay[i];
      }
      for (int i = 0; i < ofInput.length; i++) {
        ofInput[i] /= steps[i / width];
        ofDecay[i / width] += x[i] * ofInput[i];
      }
      near(precision + "grad.X", ofInput, tolerance);
      near(precision + "grad.A", ofDecay, tolerance);
      near(precision + "grad.B", Trial.gradients(b), tolerance);
      near(precision + "grad.C", Trial.gradients(c), tolerance);
      if (initial != null) {
        near(precision + "grad.initial_states", Trial.gradients(initial), tolerance);
      }
    }

    private double[] finalStates(RecurrentOperation scan) {
      double[] states = new double[batch * heads * width * order];
      int each = states.length / batch;
      for (int sequence = 0; sequence < batch; sequence++) {
        System.arraycopy(scan.finalState(sequence), 0, states, sequence * each, each);
      }
      return states;
    }

    private void near(String name, double[] actual, double tolerance) {
      Near.assertNear(golden.values(name), actual, tolerance, golden + " " + name);
    }
  }
}
