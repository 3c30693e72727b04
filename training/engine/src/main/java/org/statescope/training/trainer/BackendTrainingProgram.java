package org.statescope.training.trainer;

import java.util.ArrayList;
import java.util.List;
import org.statescope.training.model.LanguageModel;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.WatchedLayer;
import org.statescope.training.optimizer.AdamW;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// A language model and AdamW on a backend, which it closes.
public class BackendTrainingProgram implements TrainingProgram {
  private final Backend backend;
  private final LanguageModel model;
  private final AdamW optimizer;
  private final List<NamedTensor> parameters = new ArrayList<>();
  private final List<NamedTensor> optimizerState = new ArrayList<>();

  /// A new program with parameters drawn from the run's seed.
  public BackendTrainingProgram(Backend backend, RunConfiguration run) {
    this.backend = backend;
    model = new LanguageModel(backend, run.model(), run.batch(), run.length(), run.seed());
    optimizer = new AdamW(model.tape(), run.optimizer(), model.withoutDecay());
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
    double loss = evaluate(batch);
    model.tape().backward();
    double gradientNorm = optimizer.update(learningRate);
    return new StepResult(loss, gradientNorm, model.constrain());
  }

  @Override
  public double evaluate(TokenBatch batch) {
    fill(batch);
    double loss = model.forward();
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
    evaluate(batch);
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

  private void fill(TokenBatch batch) {
    Tokens tokens = model.tokens();
    if (batch.batch() != tokens.batch() || batch.length() != tokens.length()) {
      throw new IllegalArgumentException(
          "the program was made for %d sequences of %d tokens, not %d of %d"
              .formatted(tokens.batch(), tokens.length(), batch.batch(), batch.length()));
    }
    for (int sequence = 0; sequence < batch.batch(); sequence++) {
      for (int t = 0; t < batch.length(); t++) {
        tokens.inputs()[sequence * batch.length() + t] = batch.input(sequence, t);
        tokens.targets()[sequence * batch.length() + t] = batch.target(sequence, t);
      }
    }
  }
}
