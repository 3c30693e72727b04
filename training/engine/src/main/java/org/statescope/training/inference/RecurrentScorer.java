package org.statescope.training.inference;

import java.util.function.IntConsumer;
import org.statescope.training.trainer.TokenBatch;

/// Scores token by token.
record RecurrentScorer(RecurrentModel model, int length) implements WindowScorer {
  @Override
  public double nats(int[] text, IntConsumer progress) {
    double nats = 0;
    for (int at = 0; at < text.length - 1; at++) {
      if (at % length == 0) {
        model.reset();
      }
      nats += nats(text[at], text[at + 1]);
      progress.accept(at + 1);
    }
    return nats;
  }

  @Override
  public double nats(TokenBatch batch) {
    WindowScorer.requireLength(batch, length);
    double nats = 0;
    for (int row = 0; row < batch.batch(); row++) {
      model.reset();
      for (int t = 0; t < length; t++) {
        nats += nats(batch.input(row, t), batch.target(row, t));
      }
    }
    return nats;
  }

  private double nats(int token, int next) {
    float[] logits = model.next(token);
    return CrossEntropy.of(logits.length, each -> logits[each], next);
  }

  @Override
  public void close() {}
}
