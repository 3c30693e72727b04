package org.statescope.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;
import org.statescope.training.tensor.ValueLimit;

/// A language model: embedding, a residual stream through normed mixers, a last norm, and a head
/// tied to the embedding. Recorded once for one batch and length.
public final class LanguageModel {
  private static final double EMBEDDING_DEVIATION = 0.02;

  private final ModelConfiguration model;
  private final Tape tape;
  private final Tokens tokens;
  private final List<Mixer> mixers = new ArrayList<>();
  private final Set<String> withoutDecay;
  private final List<Constraint> constraints;
  private final Tensor logits;
  private final LossOperation loss;

  /// Records the model, allocates its memory on `backend` and draws its parameters.
  public LanguageModel(
      Backend backend, ModelConfiguration model, int batch, int length, long seed) {
    this.model = model;
    tape = new Tape(backend);
    tokens = new Tokens(batch, length);
    ModelTape writer = new ModelTape(tape);
    logits = forward(writer);
    loss = tape.recordLoss(backend.crossEntropy(tokens, logits), logits);
    withoutDecay = writer.withoutDecay();
    constraints = writer.constraints();
    tape.seal();
    writer.initialise(seed);
  }

  private Tensor forward(ModelTape writer) {
    int width = model.modelWidth();
    Tensor table =
        writer.parameter(
            "backbone.embeddings.weight",
            Initial.normal(EMBEDDING_DEVIATION),
            model.vocabularySize(),
            width);
    Tensor residual =
        writer.embedding("backbone.embeddings", tokens, table); // (batch, length, width)
    for (int layer = 0; layer < model.layers(); layer++) {
      String name = "backbone.layers." + layer;
      Tensor normWeight =
          writer.parameterWithoutDecay(name + ".norm.weight", Initial.constant(1), width);
      Mixer mixer = Mixer.of(writer, name + ".mixer", model, tokens.batch());
      mixers.add(mixer);
      Tensor normed =
          writer.rmsNorm(
              name + ".norm", residual, normWeight, model.normEpsilon()); // (batch, length, width)
      Tensor mixed = mixer.forward(writer, normed); // (batch, length, width)
      residual = writer.add(name, residual, mixed); // (batch, length, width)
    }
    Tensor lastWeight =
        writer.parameterWithoutDecay("backbone.norm_f.weight", Initial.constant(1), width);
    Tensor last =
        writer.rmsNorm(
            "backbone.norm_f", residual, lastWeight, model.normEpsilon()); // (batch, length, width)
    return writer.linear("lm_head", last, table); // (batch, length, vocabulary)
  }

  public ModelConfiguration configuration() {
    return model;
  }

  public Tape tape() {
    return tape;
  }

  /// The tokens of the next pass, to be filled.
  public Tokens tokens() {
    return tokens;
  }

  /// Names of the parameters that take no weight decay.
  public Set<String> withoutDecay() {
    return withoutDecay;
  }

  /// The logits of the latest forward pass, `(batch, length, vocabulary)`; lost in a backward pass.
  public Tensor logits() {
    return logits;
  }

  /// Runs forward and returns the mean loss in nats per token.
  public double forward() {
    tape.forward();
    return loss.loss();
  }

  /// Enforces what the parameters must keep to; to be called after every update of them.
  ///
  /// @return how many values were changed, or empty for a model without such rules
  public OptionalLong constrain() {
    if (constraints.isEmpty()) {
      return OptionalLong.empty();
    }
    long changed = 0;
    for (Constraint rule : constraints) {
      Tensor parameter = rule.parameter();
      changed +=
          tape.backend()
              .replaceAbove(
                  parameter.data(), parameter.shape().count(), rule.largest(), rule.replacement());
    }
    return OptionalLong.of(changed);
  }

  /// The same rules for a backend that keeps them itself.
  public List<ValueLimit> limits() {
    return constraints.stream()
        .map(
            rule ->
                new ValueLimit(
                    rule.parameter().data(),
                    rule.parameter().shape().count(),
                    rule.largest(),
                    rule.replacement()))
        .toList();
  }

  /// The loss that the tape ends with.
  public LossOperation loss() {
    return loss;
  }

  /// The present state matrices of the layers that can become unstable.
  public List<WatchedLayer> watchedLayers() {
    List<WatchedLayer> watched = new ArrayList<>();
    for (int layer = 0; layer < mixers.size(); layer++) {
      Mixer mixer = mixers.get(layer);
      if (mixer.canBecomeUnstable()) {
        watched.add(new WatchedLayer(layer, mixer.stateMatrix()));
      }
    }
    return watched;
  }

  /// What each layer's recurrence did in the latest forward pass.
  public List<LayerObservation> observe() {
    List<LayerObservation> observations = new ArrayList<>();
    for (int layer = 0; layer < mixers.size(); layer++) {
      observations.add(mixers.get(layer).observe(layer));
    }
    return observations;
  }
}
