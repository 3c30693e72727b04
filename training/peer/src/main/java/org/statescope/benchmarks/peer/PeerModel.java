package org.statescope.benchmarks.peer;

import static org.statescope.benchmarks.peer.Eager.scoped;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// The language model: embedding, a residual stream through normed mixers, a last norm and the tied
/// head.
record PeerModel(Weights weights, Mixer mixer) {
  /// Mean cross-entropy of the batch, in nats per token.
  Tensor loss() {
    Tensor table = weights.get("backbone.embeddings.weight");
    Tensor residual = torch.embedding(table, weights.inputs()); // (batch, length, modelWidth)
    for (int layer = 0; weights.has(norm("layers." + layer + ".norm")); layer++) {
      String name = "layers." + layer;
      Tensor before = residual;
      residual =
          scoped(
              () ->
                  before.add(
                      mixer.forward(
                          weights,
                          "backbone." + name + ".mixer.",
                          normed(before, name + ".norm"))));
    }
    Tensor logits = torch.linear(normed(residual, "norm_f"), table); // (batch, length, vocabulary)
    return torch.cross_entropy_loss(logits.flatten(0, 1), weights.targets().flatten());
  }

  private Tensor normed(Tensor x, String name) {
    return torch.rms_norm(
        x,
        new long[] {x.size(2)},
        new TensorOptional(weights.get(norm(name))),
        new DoubleOptional(weights.normEpsilon()));
  }

  private static String norm(String name) {
    return "backbone." + name + ".weight";
  }
}
