package org.statescope.training.text.token;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.TokenizerFile;

/// Turns tokens back into text as they come. A token may end inside a character; then its text
/// comes with a later token.
public sealed interface TokenDecoder extends AutoCloseable permits ByteDecoder, HuggingFaceDecoder {
  /// A decoder for one text.
  ///
  /// @param tokenizer null for bytes
  /// @param libraries where natives are unpacked
  static TokenDecoder of(@Nullable TokenizerFile tokenizer, Path libraries) throws IOException {
    return tokenizer == null
        ? new ByteDecoder()
        : new HuggingFaceDecoder(NativeTokenizer.load(tokenizer, libraries));
  }

  /// The text that is complete with this token.
  String next(int token) throws IOException;

  /// What is left at the end; bytes that are no character are U+FFFD.
  String finish() throws IOException;

  @Override
  void close();
}
