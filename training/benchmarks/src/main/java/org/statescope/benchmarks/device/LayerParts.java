package org.statescope.benchmarks.device;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Single operations of a layer on a device, bound and filled, ready to be timed.
final class LayerParts {
  private LayerParts() {}

  /// The sum of two runs of `count` values: what memory alone allows, 12 bytes per value.
  static Operation sum(GpuBackend backend, int count) {
    Tape tape = new Tape(backend);
    Tensor left = tape.parameter("left", Shape.of(1, 1, count));
    Tensor right = tape.parameter("right", Shape.of(1, 1, count));
    Tensor sum = tape.activation("sum", Shape.of(1, 1, count));
    Operation operation = backend.add(left, right, sum);
    finish(tape, operation, sum, left, right);
    return operation;
  }

  /// A square matrix product, 2 size³ operations.
  static Operation product(GpuBackend backend, int size) {
    Tape tape = new Tape(backend);
    Tensor x = tape.parameter("x", Shape.of(1, size, size));
    Tensor w = tape.parameter("w", Shape.of(size, size));
    Tensor y = tape.activation("y", Shape.of(1, size, size));
    Operation operation = backend.linear(x, w, y);
    finish(tape, operation, y, x, w);
    fill(x);
    fill(w);
    return operation;
  }

  /// The recurrence of a structure with all its signals.
  static Operation scan(GpuBackend backend, SsmStructure structure, LayerSize size) {
    Tape tape = new Tape(backend);
    Shape signal = Shape.of(size.batch(), size.length(), size.channels());
    Shape vector = Shape.of(size.batch(), size.length(), size.order());
    Tensor u = tape.parameter("u", signal);
    Tensor step = tape.parameter("step", signal);
    Tensor z = tape.parameter("z", signal);
    Tensor bias = tape.parameter("bias", Shape.of(size.channels()));
    Tensor d = tape.parameter("D", Shape.of(size.channels()));
    Tensor b = tape.parameter("B", vector);
    Tensor c = tape.parameter("C", vector);
    boolean diagonal = structure == SsmStructure.MAMBA;
    Tensor a =
        tape.parameter(
            "A", diagonal ? Shape.of(size.channels(), size.order()) : Shape.of(size.order()));
    Tensor y = tape.activation("y", signal);
    ScanSignals signals = new ScanSignals(size.batch(), u, step, bias, true, d, z);
    Operation operation =
        switch (structure) {
          case MAMBA -> backend.selectiveScan(signals, Discretisation.EULER, a, b, c, y);
          case SC_MAMBA -> backend.companionScan(signals, a, c, y);
          case SO_MAMBA -> backend.observableCompanionScan(signals, a, b, y);
          case ROUTH_SCHWARZ -> backend.schwarzScan(signals, a, c, y);
          case ROUTH_SCHWARZ_DUAL -> backend.schwarzDualScan(signals, a, b, y);
          case MAMBA2 -> throw new IllegalArgumentException("Mamba-2 has no scan of this kind.");
        };
    finish(tape, operation, y, u, step, z, bias, d, b, c, a);
    for (Tensor tensor : tape.parameters()) {
      fill(tensor);
    }
    Random random = new Random(1);
    double sign = diagonal ? -1 : 1;
    a.setValues(random.doubles(a.shape().count(), 0.1, 1.1).map(value -> sign * value).toArray());
    return operation;
  }

  /// Ends the tape of one operation and fills its inputs.
  static Operation filled(Tape tape, Operation operation, Tensor output, Tensor... inputs) {
    finish(tape, operation, output, inputs);
    for (Tensor input : inputs) {
      fill(input);
    }
    return operation;
  }

  private static void finish(Tape tape, Operation operation, Tensor output, Tensor... inputs) {
    tape.record(operation, output, inputs);
    tape.recordLoss(tape.backend().crossEntropy(new Tokens(1, output.rows()), output), output);
    tape.seal();
  }

  private static void fill(Tensor tensor) {
    SplittableRandom random = new SplittableRandom(tensor.name().hashCode());
    double[] values = new double[Math.toIntExact(tensor.shape().count())];
    Arrays.setAll(values, _ -> random.nextDouble(-1, 1));
    tensor.setValues(values);
  }
}
