package org.statescope.training.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.statescope.training.model.LanguageModel;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.WatchedLayer;
import org.statescope.training.optimizer.AdamW;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.QueuedTraining;
import org.statescope.training.tensor.StepPlan;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// A language model and AdamW on a backend, which it closes. The model has memory for one of the
/// equal parts of a batch; a step sums their gradients before it updates.
public class BackendTrainingProgram implements TrainingProgram {
  private final Backend backend;
  private final LanguageModel model;
  private final int parts;
  private final AdamW optimizer;
  private final Supplier<List<WatchedLayer>> watcher;
  private final Supplier<List<LayerObservation>> observer = this::observed;
  private final @Nullable QueuedTraining queue;
  private final boolean limited;
  private final List<NamedTensor> parameters = new ArrayList<>();
  private final List<NamedTensor> optimizerState = new ArrayList<>();

  /// A new program with parameters drawn from the run's seed.
  public BackendTrainingProgram(Backend backend, RunConfiguration run) {
    this.backend = backend;
    parts = run.gradientAccumulation();
    model = new LanguageModel(backend, run.model(), run.microBatch(), run.length(), run.seed());
    optimizer = new AdamW(model.tape(), run.optimizer(), model.withoutDecay(), parts);
    watcher = model::watchedLayers;
    limited = !model.limits().isEmpty();
    queue =
        backend
            .queue(
                new StepPlan(
                    model.tape(),
                    model.loss(),
                    model.tokens().count(),
                    parts,
                    optimizer.updates(),
                    model.limits()))
            .orElse(null);
    List<Tensor> tensors = model.tape().parameters();
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      String name = tensor.name();
      long[] shape = tensor.shape().toLongs();
      parameters.add(NamedTensor.of(name, shape, tensor.data(), backend));
      optimizerState.add(
          NamedTensor.of(name + ".exp_avg", shape, optimizer.firstMoment(i), backend));
      optimizerState.add(
          NamedTensor.of(name + ".exp_avg_sq", shape, optimizer.secondMoment(i), backend));
    }
  }

  @Override
  public ModelConfiguration configuration() {
    return model.configuration();
  }

  /// The device in words.
  public String description() {
    return backend.description();
  }

  /// Bytes of parameters, moments, activations and gradients in the backend's memory.
  public long allocatedBytes() {
    return backend.allocatedBytes();
  }

  @Override
  public StepResult trainStep(TokenBatch batch, double learningRate) {
    if (queue != null) {
      return begin(batch, learningRate).result();
    }
    requireSize(batch);
    double sum = forward(batch, 0);
    model.tape().backward();
    for (int part = 1; part < parts; part++) {
      sum += forward(batch, part);
      model.tape().accumulate();
    }
    double gradientNorm = optimizer.update(learningRate);
    return new StepResult(sum / parts, gradientNorm, model.constrain());
  }

  @Override
  public boolean worksAhead() {
    return queue != null;
  }

  @Override
  public BegunStep begin(TokenBatch batch, double learningRate) {
    if (queue == null) {
      return TrainingProgram.super.begin(batch, learningRate);
    }
    requireSize(batch);
    for (int part = 0; part < parts; part++) {
      fill(batch, part);
      queue.learn(part == 0);
    }
    long updates = optimizer.step();
    QueuedTraining.Result result = optimizer.update(queue, learningRate);
    Supplier<List<WatchedLayer>> watched = queue.readLater(watcher);
    return new Queued(updates, result, watched);
  }

  private final class Queued implements BegunStep {
    private final long updates;
    private final QueuedTraining.Result result;
    private final Supplier<List<WatchedLayer>> watched;

    Queued(long updates, QueuedTraining.Result result, Supplier<List<WatchedLayer>> watched) {
      this.updates = updates;
      this.result = result;
      this.watched = watched;
    }

    @Override
    public StepResult result() {
      boolean applied = false;
      try {
        QueuedTraining.Measured measured = result.await();
        applied = measured.applied();
        if (!applied) {
          throw new ArithmeticException(failure(measured));
        }
        return new StepResult(
            measured.loss(),
            measured.gradientNorm(),
            limited ? OptionalLong.of(measured.limited()) : OptionalLong.empty());
      } finally {
        if (!applied) {
          optimizer.step(Math.min(updates, optimizer.step()));
        }
      }
    }

    private String failure(QueuedTraining.Measured measured) {
      if (!Double.isFinite(measured.loss())) {
        return "the loss is %s after %d updates".formatted(measured.loss(), updates);
      }
      return Double.isFinite(measured.gradientNorm())
          ? "the step follows one that failed"
          : "the gradient norm is %s after %d updates".formatted(measured.gradientNorm(), updates);
    }

    @Override
    public List<WatchedLayer> watchedLayers() {
      return watched.get();
    }
  }

  @Override
  public double evaluate(TokenBatch batch) {
    requireSize(batch);
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      sum += forward(batch, part);
    }
    return sum / parts;
  }

  private double forward(TokenBatch batch, int part) {
    fill(batch, part);
    return requireFinite(model.forward());
  }

  private double requireFinite(double loss) {
    if (!Double.isFinite(loss)) {
      throw new ArithmeticException(
          "the loss is %s after %d updates".formatted(loss, optimizer.step()));
    }
    return loss;
  }

  @Override
  public List<NamedTensor> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public List<NamedTensor> optimizerState() {
    return List.copyOf(optimizerState);
  }

  @Override
  public long optimizerStep() {
    return optimizer.step();
  }

  @Override
  public void optimizerStep(long step) {
    optimizer.step(step);
  }

  @Override
  public List<LayerObservation> observe(TokenBatch batch) {
    requireSize(batch);
    forward(batch, 0);
    return model.observe();
  }

  @Override
  public Supplier<List<LayerObservation>> beginObservation(TokenBatch batch) {
    if (queue == null) {
      return TrainingProgram.super.beginObservation(batch);
    }
    requireSize(batch);
    fill(batch, 0);
    model.tape().forward();
    return queue.readLater(observer);
  }

  private List<LayerObservation> observed() {
    requireFinite(model.loss().loss());
    return model.observe();
  }

  @Override
  public List<WatchedLayer> watchedLayers() {
    return model.watchedLayers();
  }

  @Override
  public void close() {
    backend.close();
  }

  private void requireSize(TokenBatch batch) {
    Tokens tokens = model.tokens();
    if (batch.batch() != tokens.batch() * parts || batch.length() != tokens.length()) {
      throw new IllegalArgumentException(
          "the program was made for %d sequences of %d tokens, not %d of %d"
              .formatted(tokens.batch() * parts, tokens.length(), batch.batch(), batch.length()));
    }
  }

  private void fill(TokenBatch batch, int part) {
    Tokens tokens = model.tokens();
    int first = part * tokens.batch();
    for (int sequence = 0; sequence < tokens.batch(); sequence++) {
      for (int t = 0; t < batch.length(); t++) {
        tokens.inputs()[sequence * batch.length() + t] = batch.input(first + sequence, t);
        tokens.targets()[sequence * batch.length() + t] = batch.target(first + sequence, t);
      }
    }
  }
}
