package org.statescope.training.inference;

/// How well a model predicts a text.
///
/// @param nats sum of −log p(token) over all tokens but the first, which nothing predicts
/// @param tokens that were predicted
/// @param bytes of the text that they are
public record TextLoss(double nats, long tokens, long bytes) {
  public double natsPerToken() {
    return nats / tokens;
  }

  public double perplexity() {
    return Math.exp(natsPerToken());
  }

  public double natsPerByte() {
    return nats / bytes;
  }

  public double bitsPerByte() {
    return natsPerByte() / Math.log(2);
  }
}
