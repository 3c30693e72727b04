package org.statescope.training.text;

import java.util.ArrayList;
import java.util.List;
import org.statescope.training.trainer.TokenBatch;

/// The fixed batches a run is validated on, spread evenly over the held-out end of the text.
public final class ValidationBatches {
  private ValidationBatches() {}

  /// At most `count` batches: fewer when the held-out text has fewer windows, so that no token is
  /// counted twice, except that one batch is always full, of overlapping windows if need be.
  public static List<TokenBatch> of(SplitText text, int batch, int length, int count) {
    long lastStart = text.validationTokens() - 1 - length;
    long separateWindows = (text.validationTokens() - 1) / length;
    int batches = Math.clamp(separateWindows / batch, 1, count);
    int sequences = batches * batch;
    List<TokenBatch> result = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      int[] tokens = new int[batch * (length + 1)];
      for (int row = 0; row < batch; row++) {
        long window = (long) b * batch + row;
        long start = sequences == 1 ? 0 : spread(lastStart, window, sequences - 1);
        text.copyRow(text.trainTokens() + start, tokens, row, length);
      }
      result.add(new TokenBatch(tokens, batch, length));
    }
    return List.copyOf(result);
  }

  /// `last` · `part` / `parts`, also where the product does not fit.
  private static long spread(long last, long part, long parts) {
    return last / parts * part + last % parts * part / parts;
  }
}
