package org.statescope.training.inference;

import java.util.function.IntConsumer;

/// Scores token by token.
record RecurrentScorer(RecurrentModel model, int length) implements WindowScorer {
  @Override
  public double nats(int[] text, IntConsumer progress) {
    double nats = 0;
    for (int at = 0; at < text.length - 1; at++) {
      if (at % length == 0) {
        model.reset();
      }
      float[] logits = model.next(text[at]);
      nats += CrossEntropy.of(logits.length, token -> logits[token], text[at + 1]);
      progress.accept(at + 1);
    }
    return nats;
  }

  @Override
  public void close() {}
}
