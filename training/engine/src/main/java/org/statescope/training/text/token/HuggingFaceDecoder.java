package org.statescope.training.text.token;

import java.io.IOException;
import java.util.Arrays;

/// Text of a Hugging Face tokenizer's tokens.
///
/// What a token adds to the text may depend on the token before it (a space, a byte of a
/// character), so a token's text is the difference that it makes behind those before it. They are
/// forgotten once their text is whole, so that a text of any length needs the memory of a few.
final class HuggingFaceDecoder implements TokenDecoder {
  private static final String INCOMPLETE = "\uFFFD";

  /// Tokens that may wait for the rest of their text: a character has four bytes at most, and more
  /// tokens than that have no text or a broken one.
  private static final int MOST_WAITING = 16;

  private final NativeTokenizer tokenizer;
  private int[] tokens = new int[0];

  /// Tokens at the beginning whose text was passed on.
  private int told;

  HuggingFaceDecoder(NativeTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String next(int token) throws IOException {
    tokens = Arrays.copyOf(tokens, tokens.length + 1);
    tokens[tokens.length - 1] = token;
    return tell(false);
  }

  @Override
  public String finish() throws IOException {
    return tell(true);
  }

  private String tell(boolean end) throws IOException {
    String before = tokenizer.decode(Arrays.copyOf(tokens, told));
    String text = tokenizer.decode(tokens);
    boolean wait = text.length() <= before.length() || text.endsWith(INCOMPLETE);
    if (wait && !end && tokens.length - told < MOST_WAITING) {
      return "";
    }
    tokens = Arrays.copyOfRange(tokens, told, tokens.length);
    told = tokens.length;
    return text.length() > before.length() ? text.substring(before.length()) : "";
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
