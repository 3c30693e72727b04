package org.statescope.training.cli;

import java.io.IOException;
import java.util.Arrays;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.TextSource;
import org.statescope.training.text.token.TokenEncoder;
import org.statescope.training.text.token.TokenOutput;

/// A text as a model reads it.
///
/// @param bytes of the text
record TokenisedText(int[] tokens, long bytes) {
  /// Reads a file or folder of any format that training reads.
  static TokenisedText read(String source, ModelTokenizer tokenizer) throws IOException {
    Growing tokens = new Growing();
    long[] bytes = new long[1];
    try (TokenEncoder encoder =
        TokenEncoder.of(tokenizer.file(), ModelSource.libraries(), tokens)) {
      TextSource.of(TextConfiguration.bytesOf(source))
          .read(
              TextConfiguration.DEFAULT_FIELD,
              (utf8, from, length) -> {
                bytes[0] += length;
                encoder.write(utf8, from, length);
              },
              PreparationMonitor.NONE);
      encoder.finish();
    }
    return new TokenisedText(tokens.toArray(), bytes[0]);
  }

  /// The tokens of a few words.
  static TokenisedText of(byte[] utf8, ModelTokenizer tokenizer) throws IOException {
    Growing tokens = new Growing();
    try (TokenEncoder encoder =
        TokenEncoder.of(tokenizer.file(), ModelSource.libraries(), tokens)) {
      encoder.write(utf8, 0, utf8.length);
      encoder.finish();
    }
    return new TokenisedText(tokens.toArray(), utf8.length);
  }

  private static final class Growing implements TokenOutput {
    private int[] tokens = new int[1 << 10];
    private int size;

    @Override
    public void write(int[] more, int count) {
      if (size + count > tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.max(2 * tokens.length, size + count));
      }
      System.arraycopy(more, 0, tokens, size, count);
      size += count;
    }

    int[] toArray() {
      return Arrays.copyOf(tokens, size);
    }
  }
}
