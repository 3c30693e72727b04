package org.statescope.training.inference;

import java.io.IOException;
import org.statescope.training.hub.ModelDescription;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.ModelConfiguration;

/// A language model that reads one token after the other. What it remembers of a text is each
/// layer's state and its last K − 1 convolution inputs, however long the text.
///
/// Computed in float32 with states of the canonical forms in double. An instance belongs to one
/// thread.
public final class RecurrentModel {
  private final ModelConfiguration model;
  private final float[] embedding;
  private final LayerStep[] layers;
  private final float[][] norms;
  private final float[] lastNorm;
  private final Projection head;
  private final float[] residual;
  private final float[] normed;
  private final float[] mixed;
  private final float[] logits;

  private RecurrentModel(WeightFiles weights, ModelDescription description)
      throws ModelFolderException {
    model = description.model();
    int width = model.modelWidth();
    int vocabulary = model.vocabularySize();
    embedding = weights.read("backbone.embeddings.weight", vocabulary, width);
    layers = new LayerStep[model.layers()];
    norms = new float[model.layers()][];
    for (int layer = 0; layer < layers.length; layer++) {
      String name = "backbone.layers." + layer;
      norms[layer] = weights.read(name + ".norm.weight", width);
      layers[layer] = LayerStep.read(weights, name + ".mixer", description);
    }
    lastNorm = weights.read("backbone.norm_f.weight", width);
    head =
        description.tied()
            ? new Projection(embedding, null, vocabulary, width)
            : Projection.read(weights, "lm_head", vocabulary, width);
    residual = new float[width];
    normed = new float[width];
    mixed = new float[width];
    logits = new float[vocabulary];
  }

  /// Reads the weights of a folder.
  ///
  /// @throws ModelFolderException in one sentence if they do not fit its configuration
  public static RecurrentModel load(ModelFolder folder) throws IOException {
    try (WeightFiles weights = folder.openWeights()) {
      return new RecurrentModel(weights, folder.description());
    }
  }

  public ModelConfiguration configuration() {
    return model;
  }

  /// Reads a token.
  ///
  /// @return the logits of the token after it, which the next call writes over
  /// @throws ArithmeticException if a state matrix cannot take the step that the token asks for,
  ///   which a stable one can always
  public float[] next(int token) {
    int width = model.modelWidth();
    if (token < 0 || token >= model.vocabularySize()) {
      throw new IllegalArgumentException(
          "The token %d is not one of the model's %d.".formatted(token, model.vocabularySize()));
    }
    System.arraycopy(embedding, token * width, residual, 0, width);
    for (int layer = 0; layer < layers.length; layer++) {
      Scalars.rmsNorm(residual, norms[layer], model.normEpsilon(), 0, width, normed);
      layers[layer].advance(normed, mixed);
      for (int i = 0; i < width; i++) {
        residual[i] += mixed[i];
      }
    }
    Scalars.rmsNorm(residual, lastNorm, model.normEpsilon(), 0, width, normed);
    head.apply(normed, logits);
    return logits;
  }

  /// A record of the next so many tokens, to be told after each.
  public ModelRecorder recorder(int tokens) {
    return new ModelRecorder(layers, tokens);
  }

  /// Bytes that such a record takes.
  public long recordBytes(long tokens) {
    return ModelRecorder.bytes(layers, tokens);
  }

  /// Forgets the text.
  public void reset() {
    for (LayerStep layer : layers) {
      layer.reset();
    }
  }
}
