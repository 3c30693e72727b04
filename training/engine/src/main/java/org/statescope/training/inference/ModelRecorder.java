package org.statescope.training.inference;

import java.util.List;
import org.statescope.training.run.trace.LayerTrace;

/// Writes down what the recurrences of a model do along a text of known length; see
/// [RecurrentModel#recorder].
public final class ModelRecorder {
  private final LayerStep[] layers;
  private final LayerRecorder[] recorders;

  ModelRecorder(LayerStep[] layers, int tokens) {
    this.layers = layers;
    recorders = new LayerRecorder[layers.length];
    for (int layer = 0; layer < layers.length; layer++) {
      recorders[layer] = layers[layer].recorder(tokens);
    }
  }

  /// Bytes that the record of a text takes: Δ and energies of every channel, B and C.
  static long bytes(LayerStep[] layers, long tokens) {
    long values = 0;
    for (LayerStep layer : layers) {
      values += layer.recordedValues();
    }
    return tokens * values * Float.BYTES;
  }

  /// Adds what the model did with the token that it has just read.
  public void record() {
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer].record(recorders[layer]);
    }
  }

  /// The record, a layer each; all tokens have been recorded.
  public List<LayerTrace> layers() {
    return List.of(recorders).stream().map(LayerRecorder::trace).toList();
  }
}
