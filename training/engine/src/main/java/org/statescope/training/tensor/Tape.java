package org.statescope.training.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Records the operations of a model once and replays them, forwards and backwards.
///
/// Use: make parameters and run the model's forward code, which records; [#seal] plans and
/// allocates the memory; then any number of [#forward] and [#backward]. Activations stay until the
/// backward pass has used them; the memory of a gradient is given to the next tensor as soon as its
/// last reader has run, so gradients need little more than those of one layer.
public final class Tape {
  private final Backend backend;
  private final List<Tensor> parameters = new ArrayList<>();
  private final List<Tensor> activations = new ArrayList<>();
  private final List<Recorded> records = new ArrayList<>();
  private boolean sealed;
  private ParameterMemory parameterMemory;

  private record Recorded(Operation operation, List<Tensor> inputs, List<Tensor> outputs) {}

  public Tape(Backend backend) {
    this.backend = backend;
    this.parameterMemory = ParameterMemory.NONE;
  }

  public Backend backend() {
    return backend;
  }

  /// A tensor that the optimiser changes; it keeps its gradient until the next backward pass.
  public Tensor parameter(String name, Shape shape) {
    Tensor parameter = add(parameters, name, shape);
    parameter.makeParameter();
    return parameter;
  }

  /// A tensor that a step computes anew.
  public Tensor activation(String name, Shape shape) {
    return add(activations, name, shape);
  }

  /// Appends an operation. The output must be fresh; inputs may have been used before.
  public Tensor record(Operation operation, Tensor output, Tensor... inputs) {
    requireOpen();
    records.add(new Recorded(operation, List.of(inputs), List.of(output)));
    return output;
  }

  /// Appends the loss, which writes the gradient of `logits` over the logits.
  public LossOperation recordLoss(LossOperation loss, Tensor logits) {
    requireOpen();
    records.add(new Recorded(loss, List.of(logits), List.of()));
    return loss;
  }

  /// Plans and allocates all memory; nothing can be recorded afterwards.
  public void seal() {
    requireOpen();
    sealed = true;
    parameterMemory = ParameterMemory.allocate(backend, parameters);
    MemoryPlan data = new MemoryPlan();
    long[] dataAt =
        activations.stream().mapToLong(tensor -> data.take(tensor.shape().count())).toArray();
    MemoryPlan gradients = new MemoryPlan();
    long[] gradientAt = planGradients(gradients);
    MemorySegment dataBlock = backend.allocate(data.size());
    MemorySegment gradientBlock = backend.allocate(gradients.size());
    for (int i = 0; i < activations.size(); i++) {
      Tensor tensor = activations.get(i);
      tensor.bindData(slice(dataBlock, dataAt[i], tensor));
      tensor.bindGradient(
          gradientAt[i] < 0 ? tensor.data() : slice(gradientBlock, gradientAt[i], tensor));
    }
  }

  /// All parameters with their gradients, each one run of memory in the order in which they were
  /// made.
  public ParameterMemory parameterMemory() {
    return parameterMemory;
  }

  public List<Tensor> parameters() {
    return List.copyOf(parameters);
  }

  /// The operations in the order of a forward pass.
  public List<Operation> operations() {
    return records.stream().map(Recorded::operation).toList();
  }

  public void forward() {
    for (int i = 0; i < records.size(); i++) {
      records.get(i).operation.forward();
    }
  }

  /// Fills the gradients of all parameters. The logits are lost: run [#forward] before the next
  /// backward pass.
  public void backward() {
    forgetGradients();
    for (int i = records.size() - 1; i >= 0; i--) {
      records.get(i).operation.backward();
    }
  }

  /// The same, but adds to the gradients of the parameters, which must hold those of an earlier
  /// pass.
  public void accumulate() {
    forgetGradients();
    for (Tensor parameter : parameters) {
      parameter.keepGradient();
    }
    for (int i = records.size() - 1; i >= 0; i--) {
      records.get(i).operation.accumulate();
    }
  }

  private void forgetGradients() {
    for (int i = 0; i < records.size(); i++) {
      forgetGradients(records.get(i).inputs);
      forgetGradients(records.get(i).outputs);
    }
  }

  /// The place of each activation's gradient, or −1 where it takes the place of the data (the
  /// logits).
  private long[] planGradients(MemoryPlan plan) {
    long[] at = new long[activations.size()];
    boolean[] placed = new boolean[activations.size()];
    for (int i = records.size() - 1; i >= 0; i--) {
      Recorded record = records.get(i);
      for (Tensor input : record.inputs) {
        int index = activations.indexOf(input.owner());
        if (index >= 0 && !placed[index]) {
          placed[index] = true;
          at[index] =
              record.operation instanceof LossOperation
                  ? -1
                  : plan.take(activations.get(index).shape().count());
        }
      }
      for (Tensor output : record.outputs) {
        int index = activations.indexOf(output);
        if (!placed[index]) {
          throw new IllegalStateException("%s is computed but never used".formatted(output));
        }
        if (at[index] >= 0) {
          plan.giveBack(at[index], output.shape().count());
        }
      }
    }
    return at;
  }

  private static void forgetGradients(List<Tensor> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      tensors.get(i).forgetGradient();
    }
  }

  private static MemorySegment slice(MemorySegment block, long at, Tensor tensor) {
    int bytes = tensor.precision().bytes();
    return block.asSlice(at * bytes, tensor.shape().count() * bytes);
  }

  private Tensor add(List<Tensor> list, String name, Shape shape) {
    requireOpen();
    Tensor tensor = new Tensor(name, shape, backend);
    list.add(tensor);
    return tensor;
  }

  private void requireOpen() {
    if (sealed) {
      throw new IllegalStateException("the tape is sealed: nothing can be added to it");
    }
  }
}
