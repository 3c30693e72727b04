package org.statescope.training.optimizer;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.statescope.training.run.OptimizerConfiguration;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.AdamWUpdate;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.ParameterMemory;
import org.statescope.training.tensor.QueuedTraining;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;

/// AdamW (arXiv 1711.05101) over the parameters of a tape, after clipping their gradients by one
/// global L2 norm: the coefficient is min(1, clip / (norm + 1e-6)). Weight decay comes before the
/// update and spares the parameters that are named without decay. The gradients may be the sum over
/// several equal parts of a batch; they are divided by their number.
public final class AdamW {
  private static final double CLIP_EPSILON = 1e-6;

  private final Backend backend;
  private final OptimizerConfiguration settings;
  private final ParameterMemory parameters;
  private final MemorySegment firstMoment;
  private final MemorySegment secondMoment;
  private final List<Tensor> tensors;
  private final int parts;
  private final List<AdamWUpdate> updates = new ArrayList<>();
  private long step;

  /// @param withoutDecay names of parameters that take no weight decay
  public AdamW(Tape tape, OptimizerConfiguration settings, Set<String> withoutDecay) {
    this(tape, settings, withoutDecay, 1);
  }

  /// @param withoutDecay names of parameters that take no weight decay
  /// @param parts passes whose gradients are summed before an update
  public AdamW(Tape tape, OptimizerConfiguration settings, Set<String> withoutDecay, int parts) {
    this.parts = parts;
    this.backend = tape.backend();
    this.settings = settings;
    this.parameters = tape.parameterMemory();
    this.tensors = tape.parameters();
    firstMoment = backend.allocate(parameters.count());
    secondMoment = backend.allocate(parameters.count());
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      AdamWMemory memory =
          new AdamWMemory(
              tensor.data(),
              tensor.gradient(),
              firstMoment(i),
              secondMoment(i),
              tensor.shape().count());
      updates.add(new AdamWUpdate(memory, !withoutDecay.contains(tensor.name())));
    }
  }

  /// Clips and updates.
  ///
  /// @return the gradients' norm before clipping
  /// @throws ArithmeticException when that norm is not finite; nothing has changed then
  public double update(double learningRate) {
    double norm = Math.sqrt(backend.squaredNorm(parameters.gradient(), parameters.count())) / parts;
    if (!Double.isFinite(norm)) {
      throw new ArithmeticException(
          "the gradient norm is %s after %d updates".formatted(norm, step));
    }
    step++;
    double scale = gradientScale(norm);
    AdamWRule kept = rule(scale, learningRate, 0);
    AdamWRule decayed = rule(scale, learningRate, settings.weightDecay());
    for (AdamWUpdate update : updates) {
      backend.adamW(update.decays() ? decayed : kept, update.memory());
    }
    return norm;
  }

  /// Queues the same behind the passes that `queue` has been given.
  public QueuedTraining.Result update(QueuedTraining queue, double learningRate) {
    step++;
    return queue.update(
        rule(1.0 / parts, learningRate, settings.weightDecay()), settings.gradientClip());
  }

  /// The parameters in their order.
  public List<AdamWUpdate> updates() {
    return List.copyOf(updates);
  }

  private double gradientScale(double norm) {
    return Math.min(1, settings.gradientClip() / (norm + CLIP_EPSILON)) / parts;
  }

  private AdamWRule rule(double gradientScale, double learningRate, double weightDecay) {
    return new AdamWRule(
        gradientScale,
        1 - learningRate * weightDecay,
        settings.beta1(),
        settings.beta2(),
        learningRate / (1 - Math.pow(settings.beta1(), step)),
        1 / Math.sqrt(1 - Math.pow(settings.beta2(), step)),
        settings.epsilon());
  }

  /// The first moment of parameter `index`, a live view.
  public MemorySegment firstMoment(int index) {
    return parameters.slice(firstMoment, index, tensors.get(index));
  }

  /// The second moment of parameter `index`, a live view.
  public MemorySegment secondMoment(int index) {
    return parameters.slice(secondMoment, index, tensors.get(index));
  }

  /// Updates made so far.
  public long step() {
    return step;
  }

  /// Sets the number of updates made so far.
  public void step(long newStep) {
    step = newStep;
  }
}
