package org.statescope.training.plain;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;

/// One operation (or a few) on given inputs, with Σ output ⊙ upstream as the loss.
public final class Trial {
  private final Tape tape;
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();

  public Trial(Backend backend) {
    tape = new Tape(backend);
  }

  public Tape tape() {
    return tape;
  }

  /// An input with its values, row-major.
  public Tensor input(String name, double[] data, int... sizes) {
    Tensor tensor = tape.parameter(name, Shape.of(sizes));
    inputs.add(tensor);
    values.add(data);
    return tensor;
  }

  public Tensor output(int... sizes) {
    return tape.activation("output", Shape.of(sizes));
  }

  /// Runs forward and backward. Inputs recorded here get their values first.
  public void run(Operation operation, Tensor output, double[] upstream, Tensor... used) {
    tape.record(operation, output, used);
    finish(output, upstream);
  }

  /// The same where the operations that lead to `output` are recorded already.
  public void finish(Tensor output, double[] upstream) {
    finish(output, upstream, () -> {});
  }

  /// The same, with something to do once there is memory.
  public void finish(Tensor output, double[] upstream, Runnable prepare) {
    Tensor end = tape.activation("end", Shape.of(1));
    tape.record(
        PlainOperations.operation(
            () -> {},
            () -> {
              output.claimGradient();
              write(output, upstream);
            }),
        end,
        output);
    tape.recordLoss(new NoLoss(), end);
    tape.seal();
    fill();
    prepare.run();
    tape.forward();
    tape.backward();
  }

  /// Writes the inputs' values; the tape must be sealed.
  public void fill() {
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).setValues(values.get(i));
    }
  }

  /// Writes a whole gradient at once, since a device takes its time for each write.
  private void write(Tensor output, double[] gradient) {
    MemorySegment stage =
        MemorySegment.ofArray(new byte[gradient.length * output.precision().bytes()]);
    for (int i = 0; i < gradient.length; i++) {
      output.precision().set(stage, i, gradient[i]);
    }
    tape.backend().write(stage, output.gradient());
  }

  public static double[] values(Tensor tensor) {
    return tensor.values();
  }

  public static double[] gradients(Tensor tensor) {
    return tensor.gradients();
  }

  public List<Tensor> inputs() {
    return List.copyOf(inputs);
  }

  private static final class NoLoss implements LossOperation {
    @Override
    public void forward() {}

    @Override
    public void backward() {}

    @Override
    public double loss() {
      return 0;
    }
  }
}
