package org.statescope.training.text.token;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.text.corpus.TextSink;

/// Turns a text that streams by into tokens. How the text is cut into calls changes nothing.
public sealed interface TokenEncoder extends TextSink, AutoCloseable
    permits ByteEncoder, HuggingFaceEncoder {
  /// An encoder for one text.
  ///
  /// @param tokenizer null for bytes
  /// @param libraries where natives are unpacked
  static TokenEncoder of(@Nullable TokenizerFile tokenizer, Path libraries, TokenOutput output)
      throws IOException {
    return tokenizer == null
        ? new ByteEncoder(output)
        : HuggingFaceEncoder.open(tokenizer, libraries, output);
  }

  /// Passes on the tokens of what is left, at the end of the text.
  void finish() throws IOException;

  @Override
  void close();
}
